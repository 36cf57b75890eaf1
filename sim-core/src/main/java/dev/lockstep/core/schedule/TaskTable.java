package dev.lockstep.core.schedule;

import java.util.List;

/**
 * The tasks of a schedule as a structure of arrays, indexed by task id. The tasks of lane {@code l}
 * have the ids from {@code laneStart[l]} to {@code laneStart[l + 1] - 1}, in lane order, so that no
 * array has to say which lane a task is on.
 *
 * @param lanes the lanes
 * @param laneStart first task id of each lane, and the number of tasks at the end
 * @param operations ordinal of each task's operation
 * @param stages stage of each task
 * @param microBatches micro-batch of each task
 * @param losses loss of each task
 * @param weightVersions version a task reads or, for an update, writes; -1 where weights play no
 *     part
 * @param readStart for each task where its reads start, and their number at the end
 * @param reads numbers of the values read
 * @param writeStart for each task where its writes start, and their number at the end
 * @param writes numbers of the values written
 * @param valueKeys what each value number stands for
 */
record TaskTable(
    List<Lane> lanes,
    int[] laneStart,
    byte[] operations,
    short[] stages,
    int[] microBatches,
    short[] losses,
    int[] weightVersions,
    int[] readStart,
    int[] reads,
    int[] writeStart,
    int[] writes,
    long[] valueKeys) {

  int taskCount() {
    return operations.length;
  }

  Operation operation(int task) {
    return Operation.of(operations[task]);
  }

  Task task(int task) {
    return new Task(task, operation(task), stages[task], microBatches[task], losses[task]);
  }

  Value value(int value) {
    return Value.ofKey(valueKeys[value]);
  }

  int laneOf(int task) {
    int low = 0;
    int high = lanes.size();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (laneStart[middle] <= task) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** "1F0 on lane device1". */
  String describe(int task) {
    return task(task) + " on lane " + lanes.get(laneOf(task)).name();
  }
}
