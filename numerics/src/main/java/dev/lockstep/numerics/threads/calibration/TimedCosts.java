package dev.lockstep.numerics.threads.calibration;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Costs of tasks as they were timed: a kind takes its mean, a transfer what a queue takes. Sizes
 * are not known.
 *
 * @param rounds times of each kind of task, at several times
 * @param queueNanos until a waiting thread has what was put into its queue
 */
public record TimedCosts(List<TaskTimes> rounds, long queueNanos) implements CostModel {

  /** Copies the list. */
  public TimedCosts {
    rounds = List.copyOf(rounds);
  }

  /** Of one round. */
  public TimedCosts(TaskTimes times, long queueNanos) {
    this(List.of(times), queueNanos);
  }

  /**
   * When each task of a schedule will start and end.
   *
   * @throws IllegalArgumentException if the schedule has a kind of task that was not timed
   */
  public Timeline predict(Schedule schedule) {
    Set<Kind> timed = new TreeSet<>(Comparator.comparing(Kind::toString));
    rounds.forEach(round -> timed.addAll(round.kinds()));
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        Kind kind = new Kind(schedule.operation(task), schedule.stage(task));
        if (kind.operation().isCompute() && !timed.contains(kind)) {
          throw new IllegalArgumentException(
              "%s was not timed; there are times of %s. Maybe time a schedule of the same strategy?"
                  .formatted(kind, timed));
        }
      }
    }
    return schedule.isWorkConserving()
        ? Simulation.run(schedule, this)
        : Replay.run(schedule, this);
  }

  /** The mean; 0 of a kind that was not timed, for whoever asks about all there are. */
  @Override
  public long computeNanos(Operation operation, int stage) {
    return TaskTimes.meanNanos(rounds, new Kind(operation, stage)).orElse(0);
  }

  @Override
  public long transferNanos(ValueKind kind, int stage, int fromDevice, int toDevice) {
    return queueNanos;
  }

  @Override
  public OptionalLong sizeBytes(ValueKind kind, int stage) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong parameterBytes(int stage) {
    return OptionalLong.empty();
  }
}
