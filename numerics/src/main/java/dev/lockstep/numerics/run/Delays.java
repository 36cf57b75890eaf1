package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import java.util.Arrays;

/**
 * How many updates of its stage lie between the weights that the forward of a micro-batch reads and
 * those that its gradient changes; read off the schedule.
 */
final class Delays {

  private final int[][] ofForward;

  Delays(Schedule schedule, int microBatches) {
    ofForward = new int[schedule.stageCount()][microBatches];
    int[][] read = new int[schedule.stageCount()][microBatches];
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task) == Operation.FORWARD) {
        read[schedule.stage(task)][schedule.microBatch(task)] = schedule.weightVersion(task);
      }
    }
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task) == Operation.UPDATE) {
        note(schedule, task, read);
      }
    }
  }

  private void note(Schedule schedule, int update, int[][] read) {
    int changed = schedule.weightVersion(update) - 1;
    for (int i = 0; i < schedule.readCount(update); i++) {
      Value value = schedule.value(schedule.read(update, i));
      if (value.kind() == ValueKind.WEIGHT_GRADIENT) {
        int version = read[value.stage()][value.microBatch()];
        ofForward[value.stage()][value.microBatch()] = changed - version;
      }
    }
  }

  int of(int stage, int microBatch) {
    return ofForward[stage][microBatch];
  }

  /** The most of any micro-batch. */
  int most(int stage) {
    return Arrays.stream(ofForward[stage]).max().orElse(0);
  }
}
