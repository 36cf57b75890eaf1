package dev.lockstep.devices.calibration.timing;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Times repeated work. Runs that are short beside the clock's own cost are timed several at a time.
 * On a shared machine the median of all samples tells how busy the neighbours were; the median of
 * the quietest round tells how long the work takes.
 */
public final class KernelTimer {

  /** A sample lasts at least this long, so that reading the clock (25 to 500 ns) does not count. */
  private static final long LEAST_SAMPLE_NANOS = 50_000;

  private final TimerSettings settings;
  private final LongSupplier clockNanos;

  /** Reads the given clock, of which only differences count. */
  public KernelTimer(TimerSettings settings, LongSupplier clockNanos) {
    this.settings = settings;
    this.clockNanos = clockNanos;
  }

  /** Runs the work again and again within the settings, and says what one run took. */
  public Timing time(Runnable work) {
    long start = clockNanos.getAsLong();
    int runsASample = runsASample(warmUp(work, start));
    double[] samples = new double[settings.mostSamples()];
    int taken = 0;
    long before = clockNanos.getAsLong();
    long firstSample = before;
    while (taken == 0 || goesOn(taken, before - firstSample, before - start)) {
      for (int run = 0; run < runsASample; run++) {
        work.run();
      }
      long after = clockNanos.getAsLong();
      samples[taken++] = (after - before) / (double) runsASample;
      before = after;
    }
    return Timing.of(Arrays.copyOf(samples, taken));
  }

  /** Returns the last run's time: the first ones load code and fill caches. */
  private long warmUp(Runnable work, long start) {
    long last;
    long now = start;
    do {
      work.run();
      long after = clockNanos.getAsLong();
      last = after - now;
      now = after;
    } while (now - start < settings.warmUpNanos());
    return last;
  }

  private static int runsASample(long runNanos) {
    return (int) Math.max(1, LEAST_SAMPLE_NANOS / Math.max(1, runNanos));
  }

  private boolean goesOn(int taken, long spentNanos, long altogetherNanos) {
    if (taken >= settings.mostSamples() || altogetherNanos >= settings.limitNanos()) {
      return false;
    }
    return taken < settings.leastSamples() || spentNanos < settings.budgetNanos();
  }
}
