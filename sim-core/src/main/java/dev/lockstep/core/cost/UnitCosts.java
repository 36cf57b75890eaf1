package dev.lockstep.core.cost;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import java.util.OptionalLong;

/**
 * The same simple times for every stage, for tests and drawings: forward, input gradient and weight
 * gradient take one unit each, a full backward two.
 *
 * @param unitNanos the unit
 * @param transferNanos time of any transfer
 */
public record UnitCosts(long unitNanos, long transferNanos) implements CostModel {

  @Override
  public long computeNanos(Operation operation, int stage) {
    return switch (operation) {
      case FORWARD, RECOMPUTE, TANGENT, INPUT_GRADIENT, WEIGHT_GRADIENT -> unitNanos;
      case BACKWARD -> 2 * unitNanos;
      case AUXILIARY,
          AUXILIARY_FORWARD,
          AUXILIARY_BACKWARD,
          UPDATE,
          JOIN,
          TRANSFER,
          REDUCE,
          FETCH,
          FETCH_STATES,
          STORE,
          EVICT,
          RESTORE,
          PROJECT ->
          0;
    };
  }

  @Override
  public long transferNanos(ValueKind kind, int stage, int fromDevice, int toDevice) {
    return transferNanos;
  }

  @Override
  public OptionalLong sizeBytes(ValueKind kind, int stage) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong parameterBytes(int stage) {
    return OptionalLong.empty();
  }
}
