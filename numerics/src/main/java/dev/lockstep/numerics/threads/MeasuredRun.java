package dev.lockstep.numerics.threads;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;

/** What was measured of a run on threads. */
public final class MeasuredRun {

  private final Timeline timeline;
  private final long[] processorNanos;

  /**
   * A run of the given times.
   *
   * @param processorNanos how long the thread of each task had a processor for it; handed over, not
   *     copied
   */
  public MeasuredRun(Timeline timeline, long[] processorNanos) {
    this.timeline = timeline;
    this.processorNanos = processorNanos;
  }

  /** When each task started and ended, in nanoseconds from the start of the run. */
  public Timeline timeline() {
    return timeline;
  }

  /** How long the thread of a task had a processor while it was at the task. */
  public long processorNanos(int task) {
    return processorNanos[task];
  }

  /**
   * Processor time of a lane's tasks by their elapsed time: 1 on a machine that does nothing else,
   * less where other programs took the processor meanwhile. 1 of a lane without tasks.
   */
  public double processorShare(int lane) {
    Schedule schedule = timeline.schedule();
    long processor = 0;
    long elapsed = 0;
    for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
      processor += processorNanos[task];
      elapsed += timeline.endNanos(task) - timeline.startNanos(task);
    }
    return elapsed == 0 ? 1 : Math.min(1, (double) processor / elapsed);
  }
}
