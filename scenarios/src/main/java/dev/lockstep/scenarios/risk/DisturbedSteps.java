package dev.lockstep.scenarios.risk;

import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.disturbance.Disturbance;
import dev.lockstep.scenarios.disturbance.Draw;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.Scenario;

/** The same steady run again and again, each time with other luck. */
final class DisturbedSteps {

  private static final double NANOS_PER_MS = 1e6;

  private final Run nominal;
  private final Disturbance disturbance;
  private final long seed;
  private final long[] nominalNanos;
  private final int first;
  private final int last;

  /**
   * Of a scenario.
   *
   * @param nominal its run without disturbance
   * @throws dev.lockstep.scenarios.prepare.RefusedException if its times cannot be disturbed
   */
  DisturbedSteps(Scenario scenario, Run nominal) {
    this.nominal = nominal;
    this.disturbance = Disturbance.of(scenario.simulation());
    this.seed = scenario.simulation().seed();
    this.nominalNanos = Durations.of(schedule(), nominal.preparation().costs());
    this.first = nominal.warmUpIterations();
    this.last = first + nominal.measuredIterations() - 1;
    disturbance.requireFits(nominal.preparation());
  }

  /** Whether there is anything to repeat. */
  boolean varies() {
    return disturbance.varies();
  }

  /**
   * The measured iterations of a repetition.
   *
   * @param meanMs time of an iteration
   * @param lastMs of the last one: iterations of one repetition are no strangers to each other, so
   *     that quantiles take one of each
   */
  record Steps(double meanMs, double lastMs) {}

  /** Those of a repetition. */
  Steps repetition(int number) {
    Timeline timeline =
        nominal
            .engine()
            .run(
                schedule(),
                nominal.preparation(),
                nominalNanos,
                disturbance,
                Draw.of(seed, number, first));
    SteadyState steady = new SteadyState(timeline, first, last);
    return new Steps(steady.iterationNanos() / NANOS_PER_MS, steady.nanos(last) / NANOS_PER_MS);
  }

  private Schedule schedule() {
    return nominal.steady().schedule();
  }
}
