package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import java.util.Arrays;

/**
 * In-flight micro-batches: activation stashes held at once on a device, from the start of the
 * forward that writes one until the end of the last task that reads it, or what the input gradient
 * left of it for the weight gradient. Counted per stage, so with v chunks a device a unit is one
 * v-th of the device's share.
 */
public final class InFlight {

  private InFlight() {}

  /** The peak of each device. */
  public static int[] peaks(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int[] stashOf = stashes(schedule);
    int[] lastReader = lastReaders(timeline, stashOf);
    int[] peaks = new int[schedule.deviceCount()];
    for (int lane = 0; lane < peaks.length; lane++) {
      int held = 0;
      for (Span span : timeline.lane(lane)) {
        int task = span.task().id();
        for (int i = 0; i < schedule.writeCount(task); i++) {
          held += schedule.valueKind(schedule.write(task, i)) == ValueKind.STASH ? 1 : 0;
        }
        peaks[lane] = Math.max(peaks[lane], held);
        for (int i = 0; i < schedule.readCount(task); i++) {
          int stash = stashOf[schedule.read(task, i)];
          held -= stash >= 0 && lastReader[stash] == task ? 1 : 0;
        }
      }
    }
    return peaks;
  }

  /**
   * For each stash itself, for what an input gradient leaves of one that stash, for other values
   * -1.
   */
  private static int[] stashes(Schedule schedule) {
    int[] stashOf = new int[schedule.valueCount()];
    Arrays.fill(stashOf, -1);
    for (int task = 0; task < schedule.taskCount(); task++) {
      int read = -1;
      for (int i = 0; i < schedule.readCount(task); i++) {
        int value = schedule.read(task, i);
        if (schedule.valueKind(value) == ValueKind.STASH) {
          stashOf[value] = value;
          read = value;
        }
      }
      for (int i = 0; i < schedule.writeCount(task); i++) {
        int value = schedule.write(task, i);
        if (schedule.valueKind(value) == ValueKind.WEIGHT_GRADIENT_STASH) {
          stashOf[value] = read;
        }
      }
    }
    return stashOf;
  }

  /**
   * For each stash the task that last in time reads it or what is left of it. Stashes never leave
   * their lane.
   */
  private static int[] lastReaders(Timeline timeline, int[] stashOf) {
    Schedule schedule = timeline.schedule();
    int[] lastReader = new int[schedule.valueCount()];
    Arrays.fill(lastReader, -1);
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (Span span : timeline.lane(lane)) {
        int task = span.task().id();
        for (int i = 0; i < schedule.readCount(task); i++) {
          int stash = stashOf[schedule.read(task, i)];
          if (stash >= 0) {
            lastReader[stash] = task;
          }
        }
      }
    }
    return lastReader;
  }
}
