package dev.lockstep.core.metrics;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;

/**
 * Transfers, collectives and communication inside stages, and how much of all that devices had to
 * wait for. Both per iteration and device, on average over the steady state.
 *
 * @param totalNanos time of all transfers and collectives, and of the communication inside stages
 * @param exposedNanos idle time of compute lanes during which the transfer or collective that the
 *     next task waited for was under way or waited for its links, and the communication inside
 *     stages, less what passes carried out together hide
 */
public record Communication(double totalNanos, double exposedNanos) {

  /** Measures the iterations of a steady state. */
  public static Communication of(Timeline timeline, SteadyState steady, CostModel costs) {
    Schedule schedule = timeline.schedule();
    long total = 0;
    for (int lane = schedule.deviceCount(); lane < schedule.lanes().size(); lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        if (steady.isMeasured(task)) {
          total += timeline.endNanos(task) - timeline.startNanos(task);
        }
      }
    }
    long inside = 0;
    long exposed = 0;
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      long free = 0;
      for (var span : timeline.lane(lane)) {
        int task = span.task().id();
        if (span.task().operation() == Operation.JOIN) {
          continue; // the task behind it waited from the one before it
        }
        if (steady.isMeasured(task)) {
          exposed += exposed(timeline, task, free);
          long communication = inside(schedule, task, costs);
          inside += communication;
          exposed += communication - hidden(schedule, task, costs);
        }
        free = Math.max(free, span.endNanos());
      }
    }
    double share = (double) steady.iterations() * schedule.deviceCount();
    return new Communication((total + inside) / share, exposed / share);
  }

  private static long inside(Schedule schedule, int task, CostModel costs) {
    return costs.communicationNanos(schedule.operation(task), schedule.stage(task));
  }

  /** What a forward and the backward that is carried out with it save. */
  private static long hidden(Schedule schedule, int task, CostModel costs) {
    if (!schedule.overlapsNext(task)) {
      return 0;
    }
    int forward = schedule.stage(task);
    int backward = schedule.stage(task + 1);
    return costs.computeNanos(Operation.FORWARD, forward)
        + costs.computeNanos(Operation.BACKWARD, backward)
        - costs.overlappedNanos(forward, backward);
  }

  /**
   * The part of the idle time before {@code task} in which the last transfer or collective it
   * waited for was under way.
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
      if (schedule.operation(awaited) == Operation.EVICT) { // ends as the stash arrives
        awaited = schedule.predecessor(awaited, 0);
      }
      Operation operation = schedule.operation(awaited);
      if (decides && !operation.isCompute() && operation != Operation.JOIN) {
        long from = Math.max(laneFree, timeline.startNanos(awaited));
        exposed = Math.max(exposed, start - from);
      }
    }
    return exposed;
  }
}
