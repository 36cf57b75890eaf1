package dev.lockstep.strategies.delayed;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * DDG: the backward lock is removed, the forward lock stays (Huo, Gu, Yang, Huang, "Decoupled
 * parallel backpropagation with convergence guarantee", ICML 2018).
 *
 * <p>Every micro-batch is one iteration. In iteration {@code t} it goes forward through all stages;
 * then all stages go backward at once, stage {@code s} on the older micro-batch {@code t - (p - 1 -
 * s)}, whose gradient the stage behind it computed in iteration {@code t - 1}, and update. A
 * backward uses the weights of its forward. After the last forward {@code p - 1} more iterations
 * bring the remaining gradients down.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0  .  .  .  . F1  .  .  .  . F2  .  . B0 B0 F3  .  . B1 B1 B2 B2 B3 B3
 * device 1   . F0  .  .  .  . F1  . B0 B0  . F2  . B1 B1  . F3  . B2 B2 B3 B3  .  .
 * device 2   .  . F0 B0 B0  .  . F1 B1 B1  .  . F2 B2 B2  .  . F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; staleness {@code p - 1 - s}; {@code p - s} weight versions and
 * {@code p - s} micro-batches in flight on stage {@code s}.
 *
 * @param runAhead false: an iteration begins when all backwards of the one before it have ended, as
 *     the paper draws it. True: stages wait only for their neighbours, as separate processes do; a
 *     stage ends its iteration when the stage behind it has computed the gradient for it
 */
public record DecoupledDelayedGradients(boolean runAhead) implements Strategy {

  /** In lock-step. */
  public DecoupledDelayedGradients() {
    this(false);
  }

  @Override
  public String name() {
    return "ddg";
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      int delay = StashedStream.delay(stage, workload);
      for (int t = 0; t < workload.totalMicroBatches() + delay; t++) {
        planIteration(lane, stage, t, workload);
      }
    }
    return schedule.build();
  }

  /**
   * Barrier {@code s} of iteration {@code t} stands for the backward of stage {@code s} in it,
   * barrier {@code p} for the end of the forward through all stages.
   */
  private void planIteration(LaneBuilder lane, int stage, int t, Workload workload) {
    int stages = workload.devices();
    boolean forward = t < workload.totalMicroBatches();
    if (forward) {
      lane.forward(stage, t);
      if (runAhead && stage < stages - 1) {
        afterBackward(lane, stage + 1, t - 1, workload);
      } else if (!runAhead && stage == 0) {
        afterAllBackwards(lane, t - 1, workload);
      }
      if (!runAhead && stage == stages - 1) {
        lane.signal(stages, t);
      }
    }
    int delayed = t - StashedStream.delay(stage, workload);
    if (delayed >= 0) {
      lane.backward(stage, delayed).withForwardWeights().signal(stage, t);
      if (!runAhead && forward) {
        lane.after(stages, t);
      } else if (!runAhead) {
        afterAllBackwards(lane, t - 1, workload);
      }
      lane.update(stage);
    }
  }

  private static void afterAllBackwards(LaneBuilder lane, int iteration, Workload workload) {
    for (int stage = 0; stage < workload.devices(); stage++) {
      afterBackward(lane, stage, iteration, workload);
    }
  }

  /**
   * Waits for a stage's backward of an iteration, if there is one: not at first, and not once the
   * stage has drained.
   */
  private static void afterBackward(LaneBuilder lane, int stage, int iteration, Workload workload) {
    int microBatch = iteration - StashedStream.delay(stage, workload);
    if (microBatch >= 0 && microBatch < workload.totalMicroBatches()) {
      lane.after(stage, iteration);
    }
  }

  @Override
  public Promises promises(Workload workload) {
    return StashedStream.promises(workload);
  }
}
