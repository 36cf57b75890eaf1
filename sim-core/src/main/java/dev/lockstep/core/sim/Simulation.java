package dev.lockstep.core.sim;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;

/**
 * Times of a schedule, found by letting it happen event by event. Takes every schedule, also one
 * whose lanes choose their tasks at run time; where none does, the result equals that of {@code
 * dev.lockstep.core.replay.Replay}, span by span.
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
   * Simulates a schedule.
   *
   * @param durationNanos duration of each task, by task id
   * @throws IllegalArgumentException if there is not one duration of at least 0 for each task, or
   *     if the times exceed what a {@code long} holds
   */
  public static Timeline run(Schedule schedule, long[] durationNanos) {
    Durations.check(schedule, durationNanos);
    return new Run(schedule, durationNanos, EventLoop.create()).toTheEnd();
  }
}
