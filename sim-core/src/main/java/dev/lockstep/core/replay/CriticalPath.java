package dev.lockstep.core.replay;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Task;
import dev.lockstep.core.timeline.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The longest dependent chain of a timeline, and how late every other task may end without making
 * the run longer.
 */
public final class CriticalPath {

  private CriticalPath() {}

  /**
   * A chain of tasks, each starting when the one before it ends, from the start of the run to its
   * last end. Where several predecessors decide, the first of them is taken; where none does, the
   * task that kept the lane busy until then.
   */
  public static List<Task> of(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int task = 0;
    for (int candidate = 1; candidate < schedule.taskCount(); candidate++) {
      task = timeline.endNanos(candidate) > timeline.endNanos(task) ? candidate : task;
    }
    Deque<Task> path = new ArrayDeque<>();
    int[] position = schedule.isWorkConserving() ? positions(timeline) : new int[0];
    while (task >= 0 && schedule.taskCount() > 0) {
      path.addFirst(schedule.task(task));
      int before = decider(timeline, task);
      task =
          before < 0 && schedule.isWorkConserving() ? occupant(timeline, task, position) : before;
    }
    return new ArrayList<>(path);
  }

  /**
   * Slack of each task in nanoseconds: by how much it could end later, all else equal, without a
   * later end of the run.
   *
   * <p>Meaningful for schedules of fixed order.
   */
  public static long[] slackNanos(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int tasks = schedule.taskCount();
    long end = timeline.endNanos();
    long[] latestEnd = new long[tasks];
    Arrays.fill(latestEnd, end);
    for (int position = tasks - 1; position >= 0; position--) {
      int task = schedule.inOrder(position);
      long duration = timeline.endNanos(task) - timeline.startNanos(task);
      long latestStart = latestEnd[task] - duration;
      for (int i = 0; i < schedule.predecessorCount(task); i++) {
        int before = schedule.predecessor(task, i);
        latestEnd[before] = Math.min(latestEnd[before], latestStart);
      }
    }
    long[] slack = new long[tasks];
    for (int task = 0; task < tasks; task++) {
      slack[task] = latestEnd[task] - timeline.endNanos(task);
    }
    return slack;
  }

  /** The predecessor whose end let the task start, or -1 if none did. */
  private static int decider(Timeline timeline, int task) {
    Schedule schedule = timeline.schedule();
    for (int i = 0; i < schedule.predecessorCount(task); i++) {
      int before = schedule.predecessor(task, i);
      if (timeline.endNanos(before) == timeline.startNanos(task)) {
        return before;
      }
    }
    return -1;
  }

  /** The task whose end left the lane free for {@code task}, or -1 if the lane was free before. */
  private static int occupant(Timeline timeline, int task, int[] position) {
    Schedule schedule = timeline.schedule();
    int lane = schedule.laneOf(task);
    int occupant = -1;
    for (int other = schedule.laneStart(lane); other < schedule.laneEnd(lane); other++) {
      boolean leaves = timeline.endNanos(other) == timeline.startNanos(task);
      boolean last = occupant < 0 || position[other] > position[occupant];
      if (leaves && last && position[other] < position[task]) {
        occupant = other;
      }
    }
    return occupant;
  }

  private static int[] positions(Timeline timeline) {
    int[] order = timeline.realisedOrder();
    int[] position = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    return position;
  }
}
