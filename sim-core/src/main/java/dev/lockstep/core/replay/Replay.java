package dev.lockstep.core.replay;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.cost.TaskTimes;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;

/**
 * Times of a schedule whose order is fixed: each task starts when the last of its predecessors has
 * ended, so the times are the longest paths through the graph, found in one pass over the tasks.
 * The result equals that of {@code dev.lockstep.core.sim.Simulation}, span by span.
 */
public final class Replay {

  private Replay() {}

  /** Replays a schedule with the durations of a cost model. */
  public static Timeline run(Schedule schedule, CostModel costs) {
    return run(schedule, Durations.of(schedule, costs));
  }

  /**
   * Replays a schedule.
   *
   * @param durationNanos duration of each task, by task id
   * @throws IllegalArgumentException if a lane of the schedule chooses its tasks at run time, if
   *     there is not one duration of at least 0 for each task, or if the times exceed what a {@code
   *     long} holds
   */
  public static Timeline run(Schedule schedule, long[] durationNanos) {
    requireFixedOrder(schedule);
    Durations.check(schedule, durationNanos);
    int tasks = schedule.taskCount();
    long[] start = new long[tasks];
    long[] end = new long[tasks];
    for (int position = 0; position < tasks; position++) {
      int task = schedule.inOrder(position);
      start[task] = readyNanos(schedule, task, end);
      end[task] = Durations.endNanos(schedule, task, start[task], durationNanos[task]);
    }
    return new Timeline(schedule, start, end);
  }

  /**
   * Replays a schedule whose durations depend on when tasks start.
   *
   * @throws IllegalArgumentException if a lane of the schedule chooses its tasks at run time, if a
   *     duration is negative, or if the times exceed what a {@code long} holds
   */
  public static Timeline run(Schedule schedule, TaskTimes times) {
    requireFixedOrder(schedule);
    int tasks = schedule.taskCount();
    long[] start = new long[tasks];
    long[] end = new long[tasks];
    for (int position = 0; position < tasks; position++) {
      int task = schedule.inOrder(position);
      start[task] = readyNanos(schedule, task, end);
      end[task] = Durations.endNanos(schedule, task, start[task], times.nanos(task, start[task]));
    }
    return new Timeline(schedule, start, end);
  }

  private static long readyNanos(Schedule schedule, int task, long[] end) {
    long ready = 0;
    for (int i = schedule.predecessorCount(task) - 1; i >= 0; i--) {
      ready = Math.max(ready, end[schedule.predecessor(task, i)]);
    }
    return ready;
  }

  private static void requireFixedOrder(Schedule schedule) {
    if (schedule.isWorkConserving()) {
      throw new IllegalArgumentException(
          "a work-conserving lane chooses its tasks at run time. Maybe use Simulation.");
    }
  }
}
