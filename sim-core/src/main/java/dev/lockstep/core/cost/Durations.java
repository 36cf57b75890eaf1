package dev.lockstep.core.cost;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;

/**
 * The duration of every task of a schedule: the one thing that both engines take from a cost model.
 */
public final class Durations {

  private Durations() {}

  /**
   * Durations in nanoseconds, by task id.
   *
   * @throws IllegalArgumentException if the model gives a negative duration
   */
  public static long[] of(Schedule schedule, CostModel costs) {
    long[] durations = new long[schedule.taskCount()];
    long[][] compute = computeTable(schedule.stageCount(), costs);
    for (int index = 0; index < schedule.lanes().size(); index++) {
      Lane lane = schedule.lanes().get(index);
      long[][] transfers = new long[ValueKind.values().length][];
      for (int task = schedule.laneStart(index); task < schedule.laneEnd(index); task++) {
        durations[task] =
            switch (lane.kind()) {
              case COMPUTE -> compute[schedule.operation(task).ordinal()][schedule.stage(task)];
              case LINK -> transfer(schedule, task, lane, costs, transfers);
              case HOLDING -> 0;
              case COLLECTIVE ->
                  costs.collectiveNanos(schedule.operation(task), schedule.stage(task));
              case HOST -> costs.swapNanos(schedule.operation(task), schedule.stage(task));
            };
      }
    }
    shortenOverlapped(schedule, costs, durations);
    check(schedule, durations);
    return durations;
  }

  /** Two passes carried out together share the time of the pair as their times alone do. */
  private static void shortenOverlapped(Schedule schedule, CostModel costs, long[] durations) {
    for (int task = 0; task < schedule.taskCount(); task++) {
      long apart = schedule.overlapsNext(task) ? durations[task] + durations[task + 1] : 0;
      if (apart > 0) {
        long pair = costs.overlappedNanos(schedule.stage(task), schedule.stage(task + 1));
        durations[task] = Math.round((double) durations[task] / apart * pair);
        durations[task + 1] = pair - durations[task];
      }
    }
  }

  /**
   * Refuses durations that no run can have.
   *
   * @throws IllegalArgumentException if there is not one duration of at least 0 for each task
   */
  public static void check(Schedule schedule, long[] durationNanos) {
    if (durationNanos.length != schedule.taskCount()) {
      throw new IllegalArgumentException(
          "%d durations for %d tasks".formatted(durationNanos.length, schedule.taskCount()));
    }
    for (int task = 0; task < durationNanos.length; task++) {
      if (durationNanos[task] < 0) {
        throw new IllegalArgumentException(
            "%s lasts %d ns; a duration is at least 0"
                .formatted(describe(schedule, task), durationNanos[task]));
      }
    }
  }

  /**
   * When a task ends.
   *
   * @throws IllegalArgumentException if the duration is negative, or the end is later than a {@code
   *     long} of nanoseconds can say, some 292 years
   */
  public static long endNanos(Schedule schedule, int task, long startNanos, long durationNanos) {
    long end = startNanos + durationNanos;
    if (end < startNanos) {
      throw new IllegalArgumentException(
          "%s starts at %d ns and lasts %d ns; times go up to %d ns"
              .formatted(describe(schedule, task), startNanos, durationNanos, Long.MAX_VALUE));
    }
    return end;
  }

  private static String describe(Schedule schedule, int task) {
    return schedule.task(task) + " on lane " + schedule.lanes().get(schedule.laneOf(task)).name();
  }

  private static long[][] computeTable(int stages, CostModel costs) {
    Operation[] operations = Operation.values();
    long[][] table = new long[operations.length][stages];
    for (Operation operation : operations) {
      for (int stage = 0; stage < stages && operation.isCompute(); stage++) {
        table[operation.ordinal()][stage] = costs.computeNanos(operation, stage);
      }
    }
    return table;
  }

  /** Values of one kind and stage take equally long on one lane: asked once, then kept plus one. */
  private static long transfer(
      Schedule schedule, int task, Lane lane, CostModel costs, long[][] kept) {
    int value = schedule.read(task, 0);
    ValueKind kind = schedule.valueKind(value);
    int stage = schedule.valueStage(value);
    if (kept[kind.ordinal()] == null) {
      kept[kind.ordinal()] = new long[schedule.stageCount()];
    }
    long[] ofKind = kept[kind.ordinal()];
    if (ofKind[stage] == 0) {
      ofKind[stage] = 1 + costs.transferNanos(kind, stage, lane.device(), lane.peer());
    }
    return ofKind[stage] - 1;
  }
}
