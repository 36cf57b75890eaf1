package dev.lockstep.scenarios.run;

import dev.lockstep.core.cost.TaskTimes;
import dev.lockstep.core.cost.TransferSizes;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.disturbance.Disturbance;
import dev.lockstep.scenarios.disturbance.Draw;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import java.util.Optional;
import java.util.function.Supplier;

/** What turns a schedule into a timeline. */
public enum Engine {
  /** Longest paths over arrays: exact where the order of every lane is fixed. */
  REPLAY("replay"),
  /** Discrete events. */
  EVENT("event");

  private final String label;

  Engine(String label) {
    this.label = label;
  }

  /** The engine that a scenario asks for; {@code auto} takes the replay wherever it is exact. */
  public static Engine choose(
      SimulationSection.Engine asked, Preparation preparation, Schedule schedule) {
    boolean exact = preparation.sharing() == Sharing.PRIVATE && !schedule.isWorkConserving();
    return switch (asked) {
      case EVENT -> EVENT;
      case AUTO -> exact ? REPLAY : EVENT;
      case REPLAY -> {
        if (!exact) {
          throw new RefusedException(
              "/simulation/engine",
              schedule.isWorkConserving()
                  ? "strategy %s chooses among ready tasks at run time"
                      .formatted(preparation.strategy().name())
                  : "where transfers share links their times are known only at run time",
              "Use \"event\" or \"auto\".");
        }
        yield REPLAY;
      }
    };
  }

  /**
   * Carries out a schedule.
   *
   * @throws RefusedException if its times go beyond what can be counted, some 292 years
   */
  public Timeline run(Schedule schedule, Preparation preparation) {
    return counted(
        () ->
            this == REPLAY
                ? Replay.run(schedule, preparation.costs())
                : Simulation.run(
                    schedule, preparation.costs(), preparation.cluster(), preparation.sharing()));
  }

  /**
   * Carries out a schedule with disturbed durations.
   *
   * @param nominalNanos undisturbed, by task
   * @throws RefusedException if its times go beyond what can be counted, some 292 years
   */
  public Timeline run(
      Schedule schedule,
      Preparation preparation,
      long[] nominalNanos,
      Disturbance disturbance,
      Draw draw) {
    long[] durations = disturbance.durations(schedule, nominalNanos, draw);
    Optional<TaskTimes> passing = disturbance.passing(schedule, durations, draw);
    return counted(
        () ->
            passing
                .map(
                    times ->
                        this == REPLAY
                            ? Replay.run(schedule, times)
                            : Simulation.run(schedule, times))
                .orElseGet(() -> run(schedule, preparation, durations)));
  }

  private Timeline run(Schedule schedule, Preparation preparation, long[] durationNanos) {
    return this == REPLAY
        ? Replay.run(schedule, durationNanos)
        : Simulation.run(
            schedule,
            durationNanos,
            TransferSizes.of(schedule, preparation.costs()),
            preparation.cluster(),
            preparation.sharing());
  }

  private static Timeline counted(Supplier<Timeline> run) {
    try {
      return run.get();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "/model", e.getMessage(), "Use shorter times, fewer micro-batches or fewer iterations.");
    }
  }

  /** How results call it. */
  public String label() {
    return label;
  }
}
