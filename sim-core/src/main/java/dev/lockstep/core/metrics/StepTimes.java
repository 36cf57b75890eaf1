package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.Arrays;

/**
 * The two step times of the literature, and the bubbles that belong to them, for a timeline of one
 * iteration from a standstill. Compute lanes only.
 *
 * @param makespanNanos last end minus first start over all devices
 * @param spanNanos largest of the devices' own spans, last end minus first start on that device (Qi
 *     et al., Zero Bubble Pipeline Parallelism, ICLR 2024, section 5.3: "cost")
 * @param busyNanos time that each device computes; of one with several slots, their mean
 */
public record StepTimes(long makespanNanos, long spanNanos, long[] busyNanos) {

  /** Measures a timeline. */
  public static StepTimes of(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int devices = schedule.deviceCount();
    long[] busy = new long[devices];
    long first = Long.MAX_VALUE;
    long last = 0;
    long span = 0;
    for (int lane = 0; lane < devices; lane++) {
      long start = Long.MAX_VALUE;
      long end = 0;
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        start = Math.min(start, timeline.startNanos(task));
        end = Math.max(end, timeline.endNanos(task));
        busy[lane] += timeline.endNanos(task) - timeline.startNanos(task);
      }
      busy[lane] /= schedule.lanes().get(lane).slots();
      first = Math.min(first, start);
      last = Math.max(last, end);
      span = Math.max(span, end - start);
    }
    return new StepTimes(Math.max(0, last - first), span, busy);
  }

  /** Idle share: 1 - busy / (devices x makespan). */
  public double bubbleFraction() {
    double total = (double) busyNanos.length * makespanNanos;
    return total == 0 ? 0 : 1 - Arrays.stream(busyNanos).sum() / total;
  }

  /**
   * Idle share of the span: 1 - busy of the busiest device / span. The "bubble rate" of the
   * zero-bubble papers.
   */
  public double spanBubbleFraction() {
    return spanNanos == 0 ? 0 : 1 - Arrays.stream(busyNanos).max().orElse(0) / (double) spanNanos;
  }
}
