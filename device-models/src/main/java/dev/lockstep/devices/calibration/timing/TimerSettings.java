package dev.lockstep.devices.calibration.timing;

/**
 * How long a {@link KernelTimer} goes on.
 *
 * @param warmUpNanos time of untimed runs before the first sample; at least one run is made
 * @param budgetNanos time of timed runs
 * @param leastSamples samples taken even where the budget is over before
 * @param mostSamples samples at which it stops although budget is left
 * @param limitNanos time for the kernel altogether, over which not even the least samples go
 */
public record TimerSettings(
    long warmUpNanos, long budgetNanos, int leastSamples, int mostSamples, long limitNanos) {

  /** Refuses times below zero and no samples. */
  public TimerSettings {
    if (warmUpNanos < 0 || budgetNanos < 0 || limitNanos < 0) {
      throw new IllegalArgumentException(
          "warm-up %d ns, budget %d ns and limit %d ns must be at least 0"
              .formatted(warmUpNanos, budgetNanos, limitNanos));
    }
    if (leastSamples < 1 || mostSamples < leastSamples) {
      throw new IllegalArgumentException(
          "samples from %d to %d; at least one is needed".formatted(leastSamples, mostSamples));
    }
  }

  /** A fifth of the time for the warm-up, 5 to 500 samples, and a limit of four times the time. */
  public static TimerSettings within(long nanos) {
    return new TimerSettings(nanos / 5, nanos - nanos / 5, 5, 500, 4 * nanos);
  }
}
