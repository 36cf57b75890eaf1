package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The staleness of single micro-batches, read off a schedule with stage s on device s. */
final class Staleness {

  private Staleness() {}

  /** Updates between the weights that its forward read and the update that applies its gradient. */
  static int of(Schedule schedule, int stage, int microBatch) {
    int read = -1;
    for (int task = schedule.laneStart(stage); task < schedule.laneEnd(stage); task++) {
      boolean update = schedule.operation(task) == Operation.UPDATE;
      if (schedule.operation(task) == Operation.FORWARD
          && schedule.microBatch(task) == microBatch) {
        read = schedule.weightVersion(task);
      } else if (update && schedule.microBatch(task) >= microBatch) {
        return schedule.weightVersion(task) - 1 - read;
      }
    }
    throw new IllegalArgumentException("no update applies micro-batch " + microBatch);
  }

  /** One line a stage, one number for each of so many micro-batches from the given one. */
  static String table(Schedule schedule, int firstMicroBatch, int count) {
    StringBuilder text = new StringBuilder();
    for (int stage = 0; stage < schedule.stageCount(); stage++) {
      int row = stage;
      text.append("stage ").append(stage).append(": ");
      text.append(
          IntStream.range(firstMicroBatch, firstMicroBatch + count)
              .mapToObj(microBatch -> "" + of(schedule, row, microBatch))
              .collect(Collectors.joining(" ")));
      text.append('\n');
    }
    return text.toString();
  }
}
