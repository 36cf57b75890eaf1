package dev.lockstep.devices.calibration;

import dev.lockstep.devices.calibration.timing.KernelTimer;
import dev.lockstep.devices.calibration.timing.TimerSettings;
import dev.lockstep.devices.calibration.timing.Timing;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Times a plan's kernels within a limit of time. All kernels are gone through several times, and
 * the quietest time counts: what disturbs one sweep has often gone by the next.
 */
public final class CalibrationRun {

  private static final int SWEEPS = 3;

  /** More than this for one kernel in one sweep makes its time no better. */
  private static final long MOST_NANOS = 300_000_000;

  private final KernelSource source;
  private final long limitNanos;
  private final DoubleConsumer progress;

  /**
   * Prepares a run.
   *
   * @param source where kernels run
   * @param limitNanos time for all of it
   * @param progress told how much is done, from 0 to 1
   */
  public CalibrationRun(KernelSource source, long limitNanos, DoubleConsumer progress) {
    this.source = source;
    this.limitNanos = limitNanos;
    this.progress = progress;
  }

  /**
   * Times the plan's kernels and fits them.
   *
   * @throws IllegalArgumentException where the time was too short for all of them
   */
  public Calibration calibrate(CalibrationPlan plan) {
    Map<Kernel, Timing> timings = measure(plan.all());
    int all = plan.all().size();
    if (timings.size() < all) {
      throw new IllegalArgumentException(
          "%d of %d kernels were timed within %.0f s. Maybe allow more time."
              .formatted(timings.size(), all, limitNanos / 1e9));
    }
    return Calibration.of(rows(plan.fitted(), timings), rows(plan.heldOut(), timings));
  }

  private Map<Kernel, Timing> measure(List<Kernel> kernels) {
    long start = System.nanoTime();
    int steps = SWEEPS * kernels.size();
    Map<Kernel, Timing> timings = new LinkedHashMap<>();
    for (int step = 0; step < steps; step++) {
      long left = limitNanos - (System.nanoTime() - start);
      if (left <= 0) {
        break;
      }
      long share = Math.min(MOST_NANOS, left / (steps - step));
      Kernel kernel = kernels.get(step % kernels.size());
      timings.merge(kernel, time(kernel, share), Timing::quieter);
      progress.accept((step + 1.0) / steps);
    }
    return timings;
  }

  private Timing time(Kernel kernel, long nanos) {
    try (PreparedKernel prepared = source.prepare(kernel)) {
      return prepared.time(new KernelTimer(TimerSettings.within(nanos), source.clockNanos()));
    }
  }

  private static List<MeasuredKernel> rows(List<Kernel> kernels, Map<Kernel, Timing> timings) {
    return kernels.stream()
        .filter(timings::containsKey)
        .map(k -> new MeasuredKernel(k, Precision.FP32, timings.get(k).seconds()))
        .toList();
  }
}
