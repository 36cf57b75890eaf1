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

  /** The most tasks that a run may have; each holds about 100 bytes while it is planned and run. */
  private static final long MOST_TASKS = 20_000_000;

  private static final int TASKS_PER_MICRO_BATCH = 4;

  /**
   * Executes a scenario.
   *
   * @throws RefusedException if its parts do not fit together
   */
  public static Run of(Scenario scenario) {
    Preparation preparation = Preparation.of(scenario);
    int measured = scenario.simulation().iterations();
    requireSize(preparation, 1);
    Schedule single = preparation.schedule(1);
    Engine engine =
        Engine.choose(scenario.simulation().engine(), single, preparation.strategy().name());
    int warmUp = warmUp(preparation);
    int total = warmUp + measured + coolDown(preparation, single);
    requireSize(preparation, total);
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
   */
  private static int warmUp(Preparation preparation) {
    int depth = preparation.workload().devices() * preparation.strategy().stagesPerDevice();
    return 2 + ceilDiv(4 * depth, preparation.workload().microBatches());
  }

  /**
   * Iterations behind the measured ones, so that the end of the run does not show: none where a
   * lane finishes one iteration before it starts the next.
   */
  private static int coolDown(Preparation preparation, Schedule single) {
    if (single.isWorkConserving()) {
      return 1;
    }
    return overlapsIterations(preparation.schedule(2)) ? warmUp(preparation) : 0;
  }

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

  private static void requireSize(Preparation preparation, int iterations) {
    long stages =
        (long) preparation.workload().devices() * preparation.strategy().stagesPerDevice();
    long microBatches = (long) preparation.workload().microBatches() * iterations;
    if (stages * microBatches * TASKS_PER_MICRO_BATCH > MOST_TASKS) {
      throw new RefusedException(
          "/training",
          "%d stages x %d micro-batches (%d iterations, warm-up included) are too many tasks"
              .formatted(stages, microBatches, iterations),
          "At most %d stage passes fit; use fewer micro-batches or simulation.iterations."
              .formatted(MOST_TASKS / TASKS_PER_MICRO_BATCH));
    }
  }

  private static int ceilDiv(int dividend, int divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
