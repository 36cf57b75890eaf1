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
    int[] lastReader = lastReaders(timeline);
    int[] peaks = new int[schedule.deviceCount()];
    for (int lane = 0; lane < peaks.length; lane++) {
      int held = 0;
      for (Span span : timeline.lane(lane)) {
        int task = span.task().id();
        for (int i = 0; i < schedule.writeCount(task); i++) {
          held += schedule.valueKind(schedule.write(task, i)) == ValueKind.STASH ? 1 : 0;
        }
        peaks[lane] = Math.max(peaks[lane], held);
        held -= releases(schedule, task, lastReader);
      }
    }
    return peaks;
  }

  /**
   * How many stashes end with a task: those it reads last, unless it leaves a part of one for its
   * weight gradient.
   */
  private static int releases(Schedule schedule, int task, int[] lastReader) {
    int releases = 0;
    for (int i = 0; i < schedule.readCount(task); i++) {
      int value = schedule.read(task, i);
      boolean holds =
          schedule.valueKind(value) == ValueKind.STASH
              || schedule.valueKind(value) == ValueKind.WEIGHT_GRADIENT_STASH;
      releases += holds && lastReader[value] == task ? 1 : 0;
    }
    for (int i = 0; i < schedule.writeCount(task); i++) {
      int value = schedule.write(task, i);
      boolean leaves =
          schedule.valueKind(value) == ValueKind.WEIGHT_GRADIENT_STASH && lastReader[value] >= 0;
      releases -= leaves ? 1 : 0;
    }
    return releases;
  }

  /** For each stash the task that reads it last in time, or -1. Stashes never leave their lane. */
  private static int[] lastReaders(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int[] lastReader = new int[schedule.valueCount()];
    Arrays.fill(lastReader, -1);
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      for (Span span : timeline.lane(lane)) {
        int task = span.task().id();
        for (int i = 0; i < schedule.readCount(task); i++) {
          lastReader[schedule.read(task, i)] = task;
        }
      }
    }
    return lastReader;
  }
}
