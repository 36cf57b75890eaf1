package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;

/**
 * Transfers, and how much of them devices had to wait for. Both per iteration and device, on
 * average over the steady state.
 *
 * @param transferNanos time of all transfers
 * @param exposedNanos idle time of compute lanes during which the transfer that the next task
 *     waited for was under way
 */
public record Communication(double transferNanos, double exposedNanos) {

  /** Measures the iterations of a steady state. */
  public static Communication of(Timeline timeline, SteadyState steady) {
    Schedule schedule = timeline.schedule();
    long transfers = 0;
    for (int lane = schedule.deviceCount(); lane < schedule.lanes().size(); lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        if (steady.isMeasured(task)) {
          transfers += timeline.endNanos(task) - timeline.startNanos(task);
        }
      }
    }
    long exposed = 0;
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      long free = 0;
      for (var span : timeline.lane(lane)) {
        int task = span.task().id();
        exposed += steady.isMeasured(task) ? exposed(timeline, task, free) : 0;
        free = Math.max(free, span.endNanos());
      }
    }
    double share = (double) steady.iterations() * schedule.deviceCount();
    return new Communication(transfers / share, exposed / share);
  }

  /**
   * The part of the idle time before {@code task} in which the last transfer it waited for was
   * under way.
   */
  private static long exposed(Timeline timeline, int task, long laneFree) {
    Schedule schedule = timeline.schedule();
    long start = timeline.startNanos(task);
    if (start <= laneFree) {
      return 0;
    }
    long exposed = 0;
    for (int i = 0; i < schedule.predecessorCount(task); i++) {
      int awaited = schedule.predecessor(task, i);
      boolean decides = timeline.endNanos(awaited) == start;
      if (decides && schedule.operation(awaited) == Operation.TRANSFER) {
        long from = Math.max(laneFree, timeline.startNanos(awaited));
        exposed = Math.max(exposed, start - from);
      }
    }
    return exposed;
  }
}
