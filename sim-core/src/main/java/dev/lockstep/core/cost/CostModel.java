package dev.lockstep.core.cost;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import java.util.OptionalLong;

/** How long a task of a stage takes, how long a transfer takes, and how large a value is. */
public interface CostModel {

  /** Duration of a compute operation of a stage on one micro-batch, in nanoseconds. */
  long computeNanos(Operation operation, int stage);

  /**
   * The part of {@link #computeNanos} in which the device waits for communication inside the stage,
   * in nanoseconds; none unless a model knows better.
   */
  default long communicationNanos(Operation operation, int stage) {
    return 0;
  }

  /**
   * Duration of a forward and a full backward that are carried out together, in nanoseconds: the
   * communication inside each hides behind the computing of the other, and neither kind of work is
   * done twice as fast.
   */
  default long overlappedNanos(int forwardStage, int backwardStage) {
    long forward = computeNanos(Operation.FORWARD, forwardStage);
    long backward = computeNanos(Operation.BACKWARD, backwardStage);
    long communication =
        communicationNanos(Operation.FORWARD, forwardStage)
            + communicationNanos(Operation.BACKWARD, backwardStage);
    long computing = forward + backward - communication;
    return Math.max(Math.max(forward, backward), Math.max(computing, communication));
  }

  /**
   * Duration of a collective of a stage on its collective lane, as far as nothing hides it, in
   * nanoseconds; none unless a model knows better.
   */
  default long collectiveNanos(Operation operation, int stage) {
    return 0;
  }

  /**
   * Duration of a move of a stage's weights or optimizer states between a device and its host, in
   * nanoseconds; none unless a model knows better.
   */
  default long swapNanos(Operation operation, int stage) {
    return 0;
  }

  /**
   * Duration of the transfer of a stage's value between two devices that has its link to itself, in
   * nanoseconds.
   */
  long transferNanos(ValueKind kind, int stage, int fromDevice, int toDevice);

  /** Bytes of a stage's value; empty if unknown. */
  OptionalLong sizeBytes(ValueKind kind, int stage);

  /** Bytes of a stage's weights; empty if unknown. */
  OptionalLong parameterBytes(int stage);

  /** Bytes of a stage's gradient buffers if it holds them all the time. */
  default OptionalLong gradientBytes(int stage) {
    return OptionalLong.empty();
  }

  /** Bytes of a stage's optimizer states; empty if unknown. */
  default OptionalLong optimizerBytes(int stage) {
    return OptionalLong.empty();
  }

  /** Bytes that a device needs for a moment while it computes a stage; empty if unknown. */
  default OptionalLong workBytes(int stage) {
    return OptionalLong.empty();
  }

  /** Bytes that a device holds whatever it computes: contexts, libraries; empty if unknown. */
  default OptionalLong overheadBytes(int device) {
    return OptionalLong.empty();
  }
}
