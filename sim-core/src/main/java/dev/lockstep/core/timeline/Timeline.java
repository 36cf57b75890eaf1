package dev.lockstep.core.timeline;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When each task of a schedule started and ended, in nanoseconds from the start of the run.
 * Immutable.
 */
public final class Timeline {

  private final Schedule schedule;
  private final long[] startNanos;
  private final long[] endNanos;
  private final long firstStartNanos;
  private final long lastEndNanos;

  /**
   * A timeline of the given times, by task id. The arrays are handed over, not copied.
   *
   * @throws IllegalArgumentException if there is not one time for each task
   */
  public Timeline(Schedule schedule, long[] startNanos, long[] endNanos) {
    if (startNanos.length != schedule.taskCount() || endNanos.length != schedule.taskCount()) {
      throw new IllegalArgumentException(
          "%d starts and %d ends for %d tasks"
              .formatted(startNanos.length, endNanos.length, schedule.taskCount()));
    }
    this.schedule = schedule;
    this.startNanos = startNanos;
    this.endNanos = endNanos;
    this.firstStartNanos = Arrays.stream(startNanos).min().orElse(0);
    this.lastEndNanos = Arrays.stream(endNanos).max().orElse(0);
  }

  /** What was carried out. */
  public Schedule schedule() {
    return schedule;
  }

  /** When a task started. */
  public long startNanos(int task) {
    return startNanos[task];
  }

  /** When a task ended. */
  public long endNanos(int task) {
    return endNanos[task];
  }

  /** When the first task started. */
  public long startNanos() {
    return firstStartNanos;
  }

  /** When the last task ended. */
  public long endNanos() {
    return lastEndNanos;
  }

  /** Last end minus first start. */
  public long makespanNanos() {
    return endNanos() - startNanos();
  }

  /** A task with its times. */
  public Span span(int task) {
    return span(task, schedule.laneOf(task));
  }

  private Span span(int task, int lane) {
    return new Span(schedule.task(task), lane, startNanos[task], endNanos[task]);
  }

  /** The spans of a lane in the order in which it carried them out. */
  public List<Span> lane(int lane) {
    return Arrays.stream(laneOrder(lane)).mapToObj(task -> span(task, lane)).toList();
  }

  /**
   * All spans that overlap the time from {@code fromNanos} (included) to {@code toNanos}
   * (excluded), by lane, then by start. A span without duration belongs to the window that its
   * moment lies in.
   */
  public List<Span> window(long fromNanos, long toNanos) {
    List<Span> spans = new ArrayList<>();
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      if (schedule.lanes().get(lane).dispatch() == Dispatch.IN_ORDER) {
        int task = firstNotOver(lane, fromNanos);
        for (; task < schedule.laneEnd(lane) && startNanos[task] < toNanos; task++) {
          spans.add(span(task));
        }
      } else {
        for (int task : laneOrder(lane)) {
          if (startNanos[task] < toNanos && !isOver(task, fromNanos)) {
            spans.add(span(task));
          }
        }
      }
    }
    return List.copyOf(spans);
  }

  /** Whether a task started and ended before a moment; one without duration ends as it starts. */
  private boolean isOver(int task, long nanos) {
    return endNanos[task] <= nanos && startNanos[task] < nanos;
  }

  /** Binary search: the tasks of an in-order lane are over one after another. */
  private int firstNotOver(int lane, long nanos) {
    int low = schedule.laneStart(lane);
    int high = schedule.laneEnd(lane);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isOver(middle, nanos)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * All tasks in the order in which they started; where several start at once, first those that
   * also end then, in an order that respects their dependencies. Carrying the tasks out one by one
   * in this order gives every task its inputs.
   */
  public int[] realisedOrder() {
    return byTime(dependencyOrder());
  }

  /**
   * The schedule as it was carried out: what a lane chose at run time is now its order, or, with
   * several slots, its list. With the same durations it takes the same times. A lane's tasks get
   * their ids anew, in that order.
   */
  public Schedule realisedSchedule() {
    return ScheduleBuilder.inOrder(schedule, realisedOrder());
  }

  private int[] laneOrder(int lane) {
    int first = schedule.laneStart(lane);
    int end = schedule.laneEnd(lane);
    return switch (schedule.lanes().get(lane).dispatch()) {
      case IN_ORDER -> IntStream.range(first, end).toArray();
      case CONCURRENT -> byTime(IntStream.range(first, end));
      case WORK_CONSERVING -> byTime(dependencyOrder().filter(t -> first <= t && t < end));
    };
  }

  private IntStream dependencyOrder() {
    return IntStream.range(0, schedule.taskCount()).map(schedule::inOrder);
  }

  /**
   * By start, then by end: a task without duration comes before the one that its lane starts next
   * at that instant.
   */
  private int[] byTime(IntStream tasks) {
    return tasks
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(task -> startNanos[task])
                .thenComparingLong(task -> endNanos[task]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
