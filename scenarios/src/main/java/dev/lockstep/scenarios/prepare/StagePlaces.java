package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetup;

/** Where the stages of a schedule are: on one device each, or on two that hold a copy each. */
final class StagePlaces {

  private StagePlaces() {}

  /** The device on which each stage passes the first micro-batch forward. */
  static int[] devices(Schedule schedule) {
    int[] device = new int[schedule.stageCount()];
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        if (schedule.operation(task) == Operation.FORWARD && schedule.microBatch(task) == 0) {
          device[schedule.stage(task)] = lane;
        }
      }
    }
    return device;
  }

  /** Whether some stage is on several devices. */
  static boolean areSeveral(Schedule schedule) {
    int[] device = devices(schedule);
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        if (device[schedule.stage(task)] != lane) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Passes copies of a stage on devices of one kind: a stage has one time.
   *
   * @throws RefusedException naming a stage whose devices differ
   */
  static void requireEqualDevices(Schedule schedule, ClusterSetup setup) {
    int[] device = devices(schedule);
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        int other = device[schedule.stage(task)];
        if (!setup.device(lane).equals(setup.device(other))) {
          throw new RefusedException(
              "/cluster/devices",
              "stage %d has copies on pipeline ranks %d and %d, whose devices differ"
                  .formatted(schedule.stage(task), Math.min(lane, other), Math.max(lane, other)),
              "Use equal devices, or a strategy with one copy of the model.");
        }
      }
    }
  }
}
