package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import java.util.Arrays;

/**
 * Which activation stash a value is a part of: a stash is its own, what an input gradient leaves
 * for the weight gradient is a part of the stash that the input gradient reads. With several losses
 * a stash may outlive the part.
 */
final class StashOrigin {

  private StashOrigin() {}

  /** The number of the stash by the number of the value; -1 for other values. */
  static int[] byValue(Schedule schedule) {
    int[] origin = new int[schedule.valueCount()];
    Arrays.fill(origin, -1);
    for (int task = 0; task < schedule.taskCount(); task++) {
      int stash = -1;
      for (int i = 0; i < schedule.readCount(task); i++) {
        int value = schedule.read(task, i);
        stash = schedule.valueKind(value) == ValueKind.STASH ? value : stash;
      }
      for (int i = 0; i < schedule.writeCount(task); i++) {
        int value = schedule.write(task, i);
        switch (schedule.valueKind(value)) {
          case STASH -> origin[value] = value;
          case WEIGHT_GRADIENT_STASH -> origin[value] = stash;
          default -> {}
        }
      }
    }
    return origin;
  }
}
