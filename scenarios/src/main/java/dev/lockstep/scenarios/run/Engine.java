package dev.lockstep.scenarios.run;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.SimulationSection;

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
  static Engine choose(SimulationSection.Engine asked, Schedule schedule, String strategy) {
    return switch (asked) {
      case EVENT -> EVENT;
      case AUTO -> schedule.isWorkConserving() ? EVENT : REPLAY;
      case REPLAY -> {
        if (schedule.isWorkConserving()) {
          throw new RefusedException(
              "/simulation/engine",
              "strategy %s chooses among ready tasks at run time".formatted(strategy),
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
  Timeline run(Schedule schedule, CostModel costs) {
    try {
      return this == REPLAY ? Replay.run(schedule, costs) : Simulation.run(schedule, costs);
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
