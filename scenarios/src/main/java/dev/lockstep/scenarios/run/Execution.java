package dev.lockstep.scenarios.run;

import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.disturbance.Disturbance;
import dev.lockstep.scenarios.disturbance.Draw;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.scenario.section.SimulationSection;

/**
 * How the schedules of a run become timelines.
 *
 * @param engine what makes them
 * @param preparation whose schedules they are
 * @param disturbance what happens to durations
 * @param seed of all that is random
 */
public record Execution(
    Engine engine, Preparation preparation, Disturbance disturbance, long seed) {

  /**
   * What a scenario asks for.
   *
   * @param single a schedule of the preparation, of any number of iterations
   * @throws dev.lockstep.scenarios.prepare.RefusedException if it cannot be had
   */
  public static Execution of(SimulationSection section, Preparation preparation, Schedule single) {
    Engine engine = Engine.choose(section.engine(), preparation, single);
    Disturbance disturbance = Disturbance.of(section);
    disturbance.requireFits(preparation);
    return new Execution(engine, preparation, disturbance, section.seed());
  }

  /**
   * Carries out a schedule, the first repetition of all that are random.
   *
   * @param originIteration the iteration that random numbers are counted from
   */
  public Timeline run(Schedule schedule, int originIteration) {
    if (disturbance.isNone()) {
      return engine.run(schedule, preparation);
    }
    long[] nominal = Durations.of(schedule, preparation.costs());
    return engine.run(
        schedule, preparation, nominal, disturbance, Draw.of(seed, 0, originIteration));
  }
}
