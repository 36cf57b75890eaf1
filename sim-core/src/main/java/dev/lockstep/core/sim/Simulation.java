package dev.lockstep.core.sim;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.cost.TaskTimes;
import dev.lockstep.core.cost.TransferSizes;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;

/**
 * Times of a schedule, found by letting it happen event by event. Takes every schedule, also one
 * whose lanes choose their tasks at run time; where none does and links are private, the result
 * equals that of {@code dev.lockstep.core.replay.Replay}, span by span.
 *
 * <p>The result depends on the schedule and the durations alone, not on the order in which events
 * of one instant come.
 */
public final class Simulation {

  private Simulation() {}

  /** Simulates a schedule with the durations of a cost model. */
  public static Timeline run(Schedule schedule, CostModel costs) {
    return run(schedule, Durations.of(schedule, costs));
  }

  /**
   * Simulates a schedule with the durations and sizes of a cost model, on the links of a cluster.
   *
   * <p>The span of a transfer begins when its value is written and its lane is free, and ends when
   * it has arrived, so that it contains what it waits for its links. Collectives share nothing.
   *
   * @throws IllegalArgumentException if links are to be shared on a cluster of private links, if
   *     fair sharing needs a size that the model does not know, or if the times exceed what a
   *     {@code long} holds
   */
  public static Timeline run(Schedule schedule, CostModel costs, Cluster cluster, Sharing sharing) {
    return run(
        schedule,
        Durations.of(schedule, costs),
        TransferSizes.of(schedule, costs),
        cluster,
        sharing);
  }

  /**
   * Simulates a schedule on the links of a cluster.
   *
   * @param durationNanos duration of each task, by task id; of a transfer, when it has its links to
   *     itself
   * @param sizeBytes size of each transfer, by task id
   * @throws IllegalArgumentException if there is not one duration of at least 0 and one size for
   *     each task, and for the reasons of the method above
   */
  public static Timeline run(
      Schedule schedule, long[] durationNanos, long[] sizeBytes, Cluster cluster, Sharing sharing) {
    if (sharing == Sharing.PRIVATE) {
      return run(schedule, durationNanos);
    }
    Durations.check(schedule, durationNanos);
    if (sizeBytes.length != schedule.taskCount()) {
      throw new IllegalArgumentException(
          "%d sizes for %d tasks".formatted(sizeBytes.length, schedule.taskCount()));
    }
    EventLoop events = EventLoop.create();
    Carrier network =
        new NetworkCarrier(schedule, durationNanos, sizeBytes, cluster, sharing, events);
    return new Run(schedule, (task, start) -> durationNanos[task], events, network).toTheEnd();
  }

  /**
   * Simulates a schedule.
   *
   * @param durationNanos duration of each task, by task id
   * @throws IllegalArgumentException if there is not one duration of at least 0 for each task, or
   *     if the times exceed what a {@code long} holds
   */
  public static Timeline run(Schedule schedule, long[] durationNanos) {
    Durations.check(schedule, durationNanos);
    return run(schedule, (task, start) -> durationNanos[task]);
  }

  /**
   * Simulates a schedule whose durations depend on when tasks start.
   *
   * @throws IllegalArgumentException if a duration is negative or the times exceed what a {@code
   *     long} holds
   */
  public static Timeline run(Schedule schedule, TaskTimes times) {
    return new Run(schedule, times, EventLoop.create()).toTheEnd();
  }
}
