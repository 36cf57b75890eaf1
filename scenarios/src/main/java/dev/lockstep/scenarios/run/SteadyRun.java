package dev.lockstep.scenarios.run;

import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RunSize;

/**
 * A run long enough to be steady.
 *
 * @param timeline warm-up, measured iterations and, where iterations overlap, some more behind them
 * @param warmUpIterations iterations before the first measured one
 */
record SteadyRun(Timeline timeline, int warmUpIterations) {

  /** Stage passes up to which a run is made longer if its iteration times do not repeat yet. */
  private static final long AFFORDABLE_PASSES = 100_000;

  /**
   * Measures so many iterations, after a warm-up that is doubled while their times do not repeat.
   *
   * @param execution how it is carried out; where times vary, they are not waited for to repeat
   * @param single one iteration of the preparation
   * @throws RefusedException if that takes too many tasks
   */
  static SteadyRun of(Execution execution, Schedule single, int measured, Parts parts) {
    Preparation preparation = execution.preparation();
    Workload two = preparation.workload().withIterations(2);
    boolean shares = preparation.sharing() != Sharing.PRIVATE; // also with the next iteration's
    boolean overlaps =
        shares
            || (!single.isWorkConserving()
                    || runsSideBySide(single)
                    || !preparation.strategy().promises(two).synchronous())
                && overlapsIterations(parts.planned(preparation.strategy(), two));
    int warmUp = fillsTwice(preparation);
    SteadyRun run = null;
    do {
      int coolDown = overlaps ? warmUp : single.isWorkConserving() ? 1 : 0;
      int total = warmUp + measured + coolDown;
      if (run != null && passes(preparation, total) > AFFORDABLE_PASSES) {
        return run;
      }
      RunSize.require(preparation.strategy(), preparation.workload().withIterations(total));
      Timeline timeline = execution.run(preparation.schedule(total, parts), warmUp);
      run = new SteadyRun(timeline, warmUp);
      warmUp *= 2;
    } while (!execution.disturbance().varies() && run.state(measured).cycle() == 0);
    return run;
  }

  /** The measured iterations. */
  SteadyState state(int measured) {
    return new SteadyState(timeline, warmUpIterations, warmUpIterations + measured - 1);
  }

  /** Iterations until the pipeline has been filled and emptied about twice. */
  private static int fillsTwice(Preparation preparation) {
    long depth = depth(preparation);
    return 2 + Math.toIntExact(-Math.floorDiv(-4 * depth, preparation.workload().microBatches()));
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

  private static boolean runsSideBySide(Schedule schedule) {
    return schedule.lanes().stream().anyMatch(lane -> lane.slots() > 1);
  }

  private static long passes(Preparation preparation, int iterations) {
    return depth(preparation)
        * preparation.workload().microBatches()
        * preparation.strategy().slicesPerMicroBatch()
        * iterations;
  }

  private static long depth(Preparation preparation) {
    return preparation.strategy().stages(preparation.workload().devices());
  }
}
