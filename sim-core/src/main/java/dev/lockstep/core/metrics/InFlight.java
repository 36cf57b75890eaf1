package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * In-flight micro-batches: activation stashes held at once on a device, from the start of the task
 * that writes one until the end of the last task that reads it, or what the input gradient left of
 * it for the weight gradient. Counted per stage, so with v chunks a device a unit is one v-th of
 * the device's share.
 */
public final class InFlight {

  private InFlight() {}

  /** The peak of each device. */
  public static int[] peaks(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int[] peaks = new int[schedule.deviceCount()];
    int[] releases = releases(timeline);
    for (int lane = 0; lane < peaks.length; lane++) {
      int held = 0;
      Queue<Span> underWay = new PriorityQueue<>(Comparator.comparingLong(Span::endNanos));
      for (Span span : timeline.lane(lane)) {
        int task = span.task().id();
        while (!underWay.isEmpty() && underWay.peek().endNanos() <= span.startNanos()) {
          held -= releases[underWay.remove().task().id()];
        }
        for (int i = 0; i < schedule.writeCount(task); i++) {
          held += schedule.valueKind(schedule.write(task, i)) == ValueKind.STASH ? 1 : 0;
        }
        peaks[lane] = Math.max(peaks[lane], held);
        underWay.add(span);
      }
    }
    return peaks;
  }

  /**
   * How many stashes end with each task: with the last one in time that reads the stash, or what an
   * input gradient left of it. Stashes never leave their lane.
   */
  private static int[] releases(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int[] lastHolder = new int[schedule.valueCount()];
    Arrays.fill(lastHolder, -1);
    int[] origin = StashOrigin.byValue(schedule);
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (Span span : timeline.lane(lane)) {
        int task = span.task().id();
        for (int i = 0; i < schedule.writeCount(task); i++) {
          hold(lastHolder, origin[schedule.write(task, i)], task, timeline);
        }
        for (int i = 0; i < schedule.readCount(task); i++) {
          hold(lastHolder, origin[schedule.read(task, i)], task, timeline);
        }
      }
    }
    int[] releases = new int[schedule.taskCount()];
    for (int holder : lastHolder) {
      if (holder >= 0) {
        releases[holder]++;
      }
    }
    return releases;
  }

  private static void hold(int[] lastHolder, int stash, int task, Timeline timeline) {
    if (stash < 0) {
      return;
    }
    int last = lastHolder[stash];
    if (last < 0 || timeline.endNanos(last) <= timeline.endNanos(task)) {
      lastHolder[stash] = task;
    }
  }
}
