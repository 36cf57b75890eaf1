package dev.lockstep.core.metrics;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.Arrays;

/**
 * Figures of the steady state: iterations {@code first} to {@code last} of a longer run, against
 * the time from the completion of iteration {@code first - 1} to that of iteration {@code last}.
 *
 * <p>Work counts by the iteration it belongs to, not by when it was done: a stage that runs ahead
 * of a slower one would otherwise seem busier than it can be for long.
 */
public final class SteadyState {

  private final Timeline timeline;
  private final int first;
  private final int last;
  private final long[] completionNanos;

  /**
   * Looks at iterations {@code first} to {@code last}, both included.
   *
   * @throws IllegalArgumentException if there is no iteration before the first one, or none of that
   *     number
   */
  public SteadyState(Timeline timeline, int first, int last) {
    this.timeline = timeline;
    this.first = first;
    this.last = last;
    this.completionNanos = completions(timeline);
    if (first < 1 || last < first || last >= completionNanos.length) {
      throw new IllegalArgumentException(
          "steady state of iterations %d to %d of %d"
              .formatted(first, last, completionNanos.length));
    }
  }

  /** Time between the completions of the last two iterations. */
  public long iterationNanos() {
    return completionNanos[last] - completionNanos[last - 1];
  }

  /** Time between successive completions, for each measured iteration. */
  public long[] iterationsNanos() {
    long[] times = new long[last - first + 1];
    for (int i = 0; i < times.length; i++) {
      times[i] = completionNanos[first + i] - completionNanos[first + i - 1];
    }
    return times;
  }

  /** Time from the completion before the first measured iteration to that of the last. */
  public long windowNanos() {
    return completionNanos[last] - completionNanos[first - 1];
  }

  /** Measured iterations. */
  public int iterations() {
    return last - first + 1;
  }

  /** Time that each device computes for the measured iterations. */
  public long[] busyNanos() {
    Schedule schedule = timeline.schedule();
    long[] busy = new long[schedule.deviceCount()];
    for (int lane = 0; lane < busy.length; lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        if (isMeasured(task)) {
          busy[lane] += timeline.endNanos(task) - timeline.startNanos(task);
        }
      }
    }
    return busy;
  }

  /** Busy share over all devices. */
  public double utilisation() {
    long[] busy = busyNanos();
    return Arrays.stream(busy).sum() / (busy.length * (double) windowNanos());
  }

  /**
   * Share of the time in which devices compute what end-to-end training computes too: a forward and
   * a backward for each stage and micro-batch; not auxiliary heads, not further input gradients,
   * not recomputation.
   */
  public double usefulUtilisation(CostModel costs) {
    Schedule schedule = timeline.schedule();
    double perMicroBatch = 0;
    for (int stage = 0; stage < schedule.stageCount(); stage++) {
      perMicroBatch += costs.computeNanos(Operation.FORWARD, stage);
      perMicroBatch += costs.computeNanos(Operation.BACKWARD, stage);
    }
    double useful = perMicroBatch * schedule.microBatchesPerIteration() * iterations();
    return useful / (schedule.deviceCount() * (double) windowNanos());
  }

  /** Whether a task belongs to a measured iteration. */
  boolean isMeasured(int task) {
    int iteration = timeline.schedule().iteration(task);
    return iteration >= first && iteration <= last;
  }

  private static long[] completions(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int end = schedule.laneEnd(schedule.deviceCount() - 1);
    int iterations = 0;
    for (int task = 0; task < end; task++) {
      iterations = Math.max(iterations, schedule.iteration(task) + 1);
    }
    long[] completion = new long[iterations];
    for (int task = 0; task < end; task++) {
      int iteration = schedule.iteration(task);
      completion[iteration] = Math.max(completion[iteration], timeline.endNanos(task));
    }
    return completion;
  }
}
