package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/** The most work that one run takes on. */
public final class RunSize {

  /** The most tasks that a run may have; each holds about 100 bytes while it is planned and run. */
  private static final long MOST_TASKS = 20_000_000;

  private static final int FEWEST_TASKS_A_PASS = 4;

  private static final int MORE_STAGES = 4;

  private RunSize() {}

  /**
   * Passes a workload that fits. A pass is one micro-batch through one stage; strategies that relay
   * gradients have many tasks in it.
   *
   * @throws RefusedException if its tasks are too many
   */
  public static void require(Strategy strategy, Workload workload) {
    long stages = strategy.stages(workload.devices());
    long microBatches =
        (long) workload.microBatches() * workload.iterations() * strategy.slicesPerMicroBatch();
    if (stages * microBatches <= MOST_TASKS / (FEWEST_TASKS_A_PASS * (stages + MORE_STAGES))) {
      return; // also if each pass relayed something to all stages
    }
    long mostPasses = MOST_TASKS / FEWEST_TASKS_A_PASS;
    if (stages * microBatches <= mostPasses) {
      mostPasses = MOST_TASKS / tasksAPass(strategy, workload, stages);
    }
    if (stages * microBatches > mostPasses) {
      throw new RefusedException(
          "/training",
          "%d stages x %d micro-batches (%d iterations, warm-up included) are too many tasks"
              .formatted(stages, microBatches, workload.iterations()),
          "At most %d stage passes fit; use fewer stages, micro-batches or simulation.iterations."
              .formatted(mostPasses));
    }
  }

  /** Read off the order of a single micro-batch, if the strategy admits that. */
  private static long tasksAPass(Strategy strategy, Workload workload, long stages) {
    try {
      int tasks = strategy.plan(Workload.of(workload.devices(), 1)).taskCount();
      return Math.max(FEWEST_TASKS_A_PASS, tasks / (stages * strategy.slicesPerMicroBatch()));
    } catch (ScheduleException e) {
      return FEWEST_TASKS_A_PASS;
    }
  }
}
