package dev.lockstep.core.sim.network;

/** What a network needs of the engine it is part of. */
public interface Clock {

  /** The current time. */
  long nowNanos();

  /** Lets something happen at a time that is not in the past. */
  void at(long timeNanos, Runnable event);

  /** Lets something happen now, when nothing else is left to happen at this instant. */
  void lastOfAllNow(Runnable event);

  /**
   * The time at which something ends.
   *
   * @throws IllegalArgumentException if that is later than a {@code long} of nanoseconds can say,
   *     some 292 years
   */
  static long after(long startNanos, long durationNanos) {
    long end = startNanos + durationNanos;
    if (end < 0) {
      throw new IllegalArgumentException(
          "a transfer at %d ns takes %d ns; times go up to %d ns"
              .formatted(startNanos, durationNanos, Long.MAX_VALUE));
    }
    return end;
  }
}
