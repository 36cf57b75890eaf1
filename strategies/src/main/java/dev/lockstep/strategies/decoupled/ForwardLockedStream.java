package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Workload;

/**
 * Iterations of one micro-batch each: it goes forward through all stages, then all stages go
 * backward at once and update, stage {@code s} on the micro-batch {@code p - 1 - s} older. After
 * the last forward {@code p - 1} more iterations bring the remaining gradients down.
 *
 * @param runAhead false: a barrier between the forwards and the backwards and another behind the
 *     backwards. True: a stage ends its iteration when the stage behind it has computed the
 *     gradient for it
 * @param replaysForward false: a forward leaves its stash, and the backward uses its weights. True:
 *     a forward keeps its input, and a second one with the newest weights comes before the
 *     backward; not in the last stage, whose backward follows its forward at once
 */
record ForwardLockedStream(boolean runAhead, boolean replaysForward) {

  /** One stage a device. */
  Schedule plan(Workload workload) {
    return plan(workload, workload.devices());
  }

  /**
   * Stages in a ring of devices: device {@code d} holds stage {@code d} and every stage that comes
   * round to it, and goes forward with the first of them first, backward with the last first.
   *
   * @param workload of which {@code devices} counts the stages
   */
  Schedule plan(Workload workload, int devices) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    int stages = workload.devices();
    for (int device = 0; device < devices; device++) {
      LaneBuilder lane = schedule.device(device);
      int iterations = workload.totalMicroBatches() + StashedStream.delay(device, workload);
      int lastStage = device + (stages - 1 - device) / devices * devices;
      for (int t = 0; t < iterations; t++) {
        for (int stage = device; stage < stages; stage += devices) {
          if (t < workload.totalMicroBatches()) {
            planForward(lane, stage, t, workload);
          }
        }
        for (int stage = lastStage; stage >= device; stage -= devices) {
          int microBatch = t - StashedStream.delay(stage, workload);
          if (microBatch >= 0 && microBatch < workload.totalMicroBatches()) {
            planBackward(lane, stage, t, workload);
          }
        }
      }
    }
    return schedule.build();
  }

  private void planForward(LaneBuilder lane, int stage, int t, Workload workload) {
    if (replays(stage, workload)) {
      lane.forwardKeepingInput(stage, t);
    } else {
      lane.forward(stage, t);
    }
    if (runAhead) {
      afterBackwardBehind(lane, stage, t - 1, workload);
    } else if (stage == 0) {
      afterAllBackwards(lane, t - 1, workload);
    }
    if (!runAhead && stage == workload.devices() - 1) {
      lane.signal(forwards(workload), t);
    }
  }

  private void planBackward(LaneBuilder lane, int stage, int t, Workload workload) {
    int microBatch = t - StashedStream.delay(stage, workload);
    boolean replays = replays(stage, workload);
    if (replays) {
      lane.recompute(stage, microBatch);
    } else {
      lane.backward(stage, microBatch).withForwardWeights();
    }
    boolean draining = t >= workload.totalMicroBatches();
    if (!runAhead && !draining) {
      lane.after(forwards(workload), t);
    } else if (!runAhead) {
      afterAllBackwards(lane, t - 1, workload);
    } else if (draining) {
      afterBackwardBehind(lane, stage, t - 1, workload);
    }
    if (replays) {
      lane.backward(stage, microBatch);
    }
    lane.signal(stage, t).update(stage);
  }

  private boolean replays(int stage, Workload workload) {
    return replaysForward && stage < workload.devices() - 1;
  }

  /**
   * The barrier that stands for the end of the forward through all stages; barrier {@code s} stands
   * for the backward of stage {@code s}.
   */
  private static int forwards(Workload workload) {
    return workload.devices();
  }

  private static void afterAllBackwards(LaneBuilder lane, int iteration, Workload workload) {
    for (int stage = 0; stage < workload.devices(); stage++) {
      afterBackward(lane, stage, iteration, workload);
    }
  }

  private static void afterBackwardBehind(
      LaneBuilder lane, int stage, int iteration, Workload workload) {
    if (stage < workload.devices() - 1) {
      afterBackward(lane, stage + 1, iteration, workload);
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
}
