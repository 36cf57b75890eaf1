package dev.lockstep.scenarios.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
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

  /** Stage passes that a longer warm-up may take. */
  private static final long LITTLE_WORK = 500_000;

  /**
   * Executes a scenario.
   *
   * @throws RefusedException if its parts do not fit together
   */
  public static Run of(Scenario scenario) {
    Preparation preparation = Preparation.of(scenario);
    int measured = scenario.simulation().iterations();
    Schedule single = preparation.schedule(1);
    Engine engine =
        Engine.choose(scenario.simulation().engine(), single, preparation.strategy().name());
    boolean overlaps = !single.isWorkConserving() && overlapsIterations(preparation.planned(2));
    int warmUp = warmUp(preparation, overlaps);
    int coolDown = overlaps ? warmUp : single.isWorkConserving() ? 1 : 0;
    int total = warmUp + measured + coolDown;
    RunSize.require(preparation.strategy(), preparation.workload().withIterations(total));
    return new Run(
        scenario,
        preparation,
        engine,
        engine.run(single, preparation.costs()),
        engine.run(preparation.schedule(total), preparation.costs()),
        warmUp);
  }

  /** The figures. */
  public RunResult result() {
    return Figures.of(this);
  }

  /**
   * A timeline for pictures: at least one iteration, and enough micro-batches to see the pattern.
   */
  public Timeline picture() {
    int devices = preparation.workload().devices();
    int iterations = ceilDiv(3 * devices, preparation.workload().microBatches());
    return iterations == 1
        ? alone
        : engine.run(preparation.schedule(iterations), preparation.costs());
  }

  /**
   * Iterations until a standing start is forgotten: the pipeline is filled and emptied about twice.
   * Where iterations overlap their times may repeat only after as many as there are stages; if that
   * takes little, there are enough to see it twice.
   */
  private static int warmUp(Preparation preparation, boolean overlaps) {
    int depth = preparation.workload().devices() * preparation.strategy().stagesPerDevice();
    int microBatches = preparation.workload().microBatches();
    int fills = 2 + ceilDiv(4 * depth, microBatches);
    int cycles = 2 + 2 * depth;
    boolean littleWork = (long) cycles * depth * microBatches <= LITTLE_WORK;
    return overlaps && littleWork ? Math.max(fills, cycles) : fills;
  }

  /**
   * Whether a lane starts an iteration before it has finished the one before. If so, the run goes
   * on behind the measured iterations, so that its end does not show.
   */
  private static boolean overlapsIterations(Schedule schedule) {
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (int task = schedule.laneStart(lane) + 1; task < schedule.laneEnd(lane); task++) {
        if (schedule.iteration(task) < schedule.iteration(task - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static int ceilDiv(int dividend, int divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
