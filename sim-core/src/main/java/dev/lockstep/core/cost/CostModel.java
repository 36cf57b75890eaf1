package dev.lockstep.core.cost;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import java.util.OptionalLong;

/** How long a task of a stage takes, how long a transfer takes, and how large a value is. */
public interface CostModel {

  /** Duration of a compute operation of a stage on one micro-batch, in nanoseconds. */
  long computeNanos(Operation operation, int stage);

  /**
   * Duration of the transfer of a stage's value between two devices that has its link to itself, in
   * nanoseconds.
   */
  long transferNanos(ValueKind kind, int stage, int fromDevice, int toDevice);

  /** Bytes of a stage's value; empty if unknown. */
  OptionalLong sizeBytes(ValueKind kind, int stage);

  /** Bytes of a stage's weights; empty if unknown. */
  OptionalLong parameterBytes(int stage);
}
