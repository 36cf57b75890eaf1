package dev.lockstep.benchmarks;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;

/**
 * What all benchmarks are about: one mini-batch of 1F1B with a transfer wherever a value changes
 * its device. A forward takes 1 ms, a backward 2 ms, a transfer 0.05 ms.
 *
 * @param stages stages, one a device
 * @param microBatches micro-batches
 */
record OneForwardOneBackwardCase(int stages, int microBatches) {

  static final CostModel COSTS = new UnitCosts(1_000_000, 50_000);

  /** The size that other simulators were measured at: 64 stages, 512 micro-batches. */
  static final OneForwardOneBackwardCase LARGE = new OneForwardOneBackwardCase(64, 512);

  /**
   * Tasks of {@link #LARGE}: 65,536 forwards and backwards, 64 updates, 64,512 transfers. {@link
   * #lowered()} holds the large case to it.
   */
  static final int LARGE_TASKS = 130_112;

  /** The strategy's work: tasks, the values between them, dependencies, the check. */
  Schedule planned() {
    return new OneForwardOneBackward().plan(Workload.of(stages, microBatches));
  }

  /** The planned schedule with its transfers. */
  Schedule lowered() {
    Schedule schedule = TransferLowering.lower(planned());
    if (equals(LARGE) && schedule.taskCount() != LARGE_TASKS) {
      throw new IllegalStateException("%d tasks".formatted(schedule.taskCount()));
    }
    return schedule;
  }

  /** Duration of each task of a schedule. */
  static long[] durationNanos(Schedule schedule) {
    return Durations.of(schedule, COSTS);
  }
}
