package dev.lockstep.scenarios.plan.space;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a plan must keep to.
 *
 * @param devices at most, where the cluster does not say how many there are
 * @param memoryBytes of a device at most; what the device has if absent
 * @param headroomBytes that stay free on every device
 * @param iterationTimeMs of an iteration at most
 * @param energyJoules of an iteration at most
 * @param costUsd of an iteration at most
 */
public record Limits(
    OptionalInt devices,
    OptionalLong memoryBytes,
    long headroomBytes,
    OptionalDouble iterationTimeMs,
    OptionalDouble energyJoules,
    OptionalDouble costUsd) {

  /** None but what devices have. */
  public static final Limits NONE =
      new Limits(OptionalInt.empty(), OptionalLong.empty(), 0, OptionalDouble.empty());

  /** Limits without any of energy and money. */
  public Limits(
      OptionalInt devices,
      OptionalLong memoryBytes,
      long headroomBytes,
      OptionalDouble iterationTimeMs) {
    this(
        devices,
        memoryBytes,
        headroomBytes,
        iterationTimeMs,
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** Bytes that a plan may take of a device of so many; empty if that is unknown. */
  public OptionalLong usableBytes(OptionalLong deviceBytes) {
    if (deviceBytes.isEmpty() && memoryBytes.isEmpty()) {
      return OptionalLong.empty();
    }
    long device = deviceBytes.orElse(Long.MAX_VALUE);
    return OptionalLong.of(
        Math.min(memoryBytes.orElse(Long.MAX_VALUE), Math.max(0, device - headroomBytes)));
  }

  /** Whether an iteration may take so much; memory is another matter, as devices may differ. */
  public boolean admits(double timeMs, double joules, double usd) {
    return timeMs <= iterationTimeMs.orElse(Double.POSITIVE_INFINITY)
        && joules <= energyJoules.orElse(Double.POSITIVE_INFINITY)
        && usd <= costUsd.orElse(Double.POSITIVE_INFINITY);
  }
}
