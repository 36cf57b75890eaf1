package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.Arrays;

/**
 * Until when each value is needed: on the device that wrote it, and on each device that a transfer
 * brought it to. A value that nobody reads is not kept at all.
 */
final class ValueLifetimes {

  private final Schedule schedule;
  private final Timeline timeline;
  private final long[] writerEnd;
  private final int[] writerDevice;
  private final long[] copyEnd;

  ValueLifetimes(Timeline timeline) {
    this.timeline = timeline;
    this.schedule = timeline.schedule();
    this.writerEnd = new long[schedule.valueCount()];
    this.writerDevice = new int[schedule.valueCount()];
    this.copyEnd = new long[schedule.taskCount()];
    Arrays.fill(writerEnd, Long.MIN_VALUE);
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      locate(lane);
    }
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      extend(lane);
    }
  }

  /**
   * When the last reader on the writer's own device, a sending link included, has ended; empty
   * lifetimes are negative.
   */
  long endOnWriter(int value) {
    return writerEnd[value];
  }

  /** When the last reader on the receiving device of this transfer has ended. */
  long endOnReceiver(int transfer) {
    return copyEnd[transfer];
  }

  private void locate(int lane) {
    for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
      for (int i = 0; i < schedule.writeCount(task); i++) {
        writerDevice[schedule.write(task, i)] = schedule.lanes().get(lane).device();
      }
    }
  }

  private void extend(int lane) {
    int device = schedule.lanes().get(lane).device();
    for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
      long end = timeline.endNanos(task);
      for (int i = 0; i < schedule.readCount(task); i++) {
        int value = schedule.read(task, i);
        if (writerDevice[value] == device) {
          writerEnd[value] = Math.max(writerEnd[value], end);
        } else {
          extendCopy(task, value, end);
        }
      }
    }
  }

  private void extendCopy(int reader, int value, long end) {
    for (int i = 0; i < schedule.predecessorCount(reader); i++) {
      int transfer = schedule.predecessor(reader, i);
      boolean brings =
          schedule.operation(transfer) == Operation.TRANSFER && schedule.read(transfer, 0) == value;
      if (brings) {
        copyEnd[transfer] = Math.max(copyEnd[transfer], end);
      }
    }
  }
}
