package dev.lockstep.scenarios.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.consumption.Consumption;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.prepare.FreshParts;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.scenario.Scenario;

/**
 * One scenario, executed twice: one iteration alone from a standstill, and a run long enough to be
 * steady.
 *
 * @param scenario what the user wrote
 * @param preparation its parts
 * @param engine what made the timelines
 * @param alone one iteration from a standstill
 * @param steady warm-up, measured iterations and, where iterations overlap, some more behind them
 * @param warmUpIterations iterations before the first measured one
 */
public record Run(
    Scenario scenario,
    Preparation preparation,
    Engine engine,
    Timeline alone,
    Timeline steady,
    int warmUpIterations) {

  /**
   * Executes a scenario.
   *
   * @throws RefusedException if its parts do not fit together
   */
  public static Run of(Scenario scenario) {
    return of(scenario, FittedConstants.standard(), new FreshParts());
  }

  /**
   * The same from parts that runs of several scenarios may share.
   *
   * @throws RefusedException if its parts do not fit together
   */
  public static Run of(Scenario scenario, Parts parts) {
    return of(scenario, FittedConstants.standard(), parts);
  }

  /** The same with other constants of devices, from given parts. */
  static Run of(Scenario scenario, FittedConstants constants, Parts parts) {
    Preparation preparation = Preparation.of(scenario, constants, parts);
    Throughput.requireBasis(scenario, preparation);
    Schedule single = preparation.schedule(1, parts);
    Execution execution = Execution.of(scenario.simulation(), preparation, single);
    SteadyRun steady =
        SteadyRun.of(execution, single, measuredIterations(scenario, preparation), parts);
    return new Run(
        scenario,
        preparation,
        execution.engine(),
        execution.run(single, 0),
        steady.timeline(),
        steady.warmUpIterations());
  }

  /** Iterations that figures are of. */
  public int measuredIterations() {
    return measuredIterations(scenario, preparation);
  }

  /** As many as the scenario says, and more until replicas have exchanged what they learned. */
  private static int measuredIterations(Scenario scenario, Preparation preparation) {
    int round = preparation.strategy().updatesPerExchange();
    return ceilDiv(scenario.simulation().iterations(), round) * round;
  }

  /** The figures. */
  public RunResult result() {
    return Figures.of(this);
  }

  /** What an iteration and the whole training draw and cost, without the other figures. */
  public Consumption consumption() {
    return Figures.consumption(this);
  }

  /**
   * A timeline for pictures: at least one iteration, and enough micro-batches to see the pattern.
   */
  public Timeline picture() {
    int devices = preparation.workload().devices();
    int iterations = ceilDiv(3 * devices, preparation.workload().microBatches());
    return iterations == 1
        ? alone
        : Execution.of(scenario.simulation(), preparation, alone.schedule())
            .run(preparation.schedule(iterations), 0);
  }

  private static int ceilDiv(int dividend, int divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
