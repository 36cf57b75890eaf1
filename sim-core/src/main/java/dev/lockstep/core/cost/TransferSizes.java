package dev.lockstep.core.cost;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;

/** The size of every transfer of a schedule. */
public final class TransferSizes {

  private TransferSizes() {}

  /** Bytes by task id; 0 for other tasks and where the model does not know. */
  public static long[] of(Schedule schedule, CostModel costs) {
    long[] sizes = new long[schedule.taskCount()];
    for (int task = 0; task < sizes.length; task++) {
      if (schedule.operation(task) == Operation.TRANSFER) {
        int value = schedule.read(task, 0);
        sizes[task] =
            costs.sizeBytes(schedule.valueKind(value), schedule.valueStage(value)).orElse(0);
      }
    }
    return sizes;
  }
}
