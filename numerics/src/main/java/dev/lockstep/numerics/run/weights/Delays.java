package dev.lockstep.numerics.run.weights;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;

/**
 * How many updates of its stage lie between the weights that the forward of a micro-batch reads and
 * those that its gradient changes; read off the schedule.
 */
public final class Delays {

  private final int[][] ofForward;
  private final double[] atTheEnd;

  /**
   * Reads them off.
   *
   * @param microBatches over all iterations
   */
  public Delays(Schedule schedule, int microBatches) {
    ofForward = new int[schedule.stageCount()][microBatches];
    atTheEnd = new double[schedule.stageCount()];
    int[][] read = new int[schedule.stageCount()][microBatches];
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task) == Operation.FORWARD) {
        read[schedule.stage(task)][schedule.microBatch(task)] = schedule.weightVersion(task);
      }
    }
    int[] last = new int[schedule.stageCount()];
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task) == Operation.UPDATE) {
        double mean = note(schedule, task, read);
        int stage = schedule.stage(task);
        if (schedule.weightVersion(task) >= last[stage]) {
          last[stage] = schedule.weightVersion(task);
          atTheEnd[stage] = mean;
        }
      }
    }
  }

  /** The mean over the gradients of an update. */
  private double note(Schedule schedule, int update, int[][] read) {
    int changed = schedule.weightVersion(update) - 1;
    int sum = 0;
    int count = 0;
    for (int i = 0; i < schedule.readCount(update); i++) {
      Value value = schedule.value(schedule.read(update, i));
      if (value.kind() == ValueKind.WEIGHT_GRADIENT) {
        int delay = changed - read[value.stage()][value.microBatch()];
        ofForward[value.stage()][value.microBatch()] = delay;
        sum += delay;
        count++;
      }
    }
    return count == 0 ? 0 : (double) sum / count;
  }

  /** Of one micro-batch's forward. */
  public int of(int stage, int microBatch) {
    return ofForward[stage][microBatch];
  }

  /** Once the pipeline is full: the mean over the micro-batches of the stage's last update. */
  public double steady(int stage) {
    return atTheEnd[stage];
  }
}
