package dev.lockstep.scenarios.report.window;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tasks of a timeline as slices; a view that copies no times. Tasks that start at one moment come
 * those first that also end then.
 */
final class TaskSlices implements Slices {

  private static final SliceKind[] KINDS =
      Arrays.stream(Operation.values()).map(SliceKind::of).toArray(SliceKind[]::new);

  private final Timeline timeline;
  private final int[] tasks;
  private final int first;
  private final int count;

  /** Tasks {@code first} to {@code first + count - 1}, or those listed if there is a list. */
  private TaskSlices(Timeline timeline, int[] tasks, int first, int count) {
    this.timeline = timeline;
    this.tasks = tasks;
    this.first = first;
    this.count = count;
  }

  /**
   * The tasks of a lane, spread over as few rows as it takes for no two of a row to overlap; one
   * empty row if the lane has no tasks.
   */
  static List<Slices> ofLane(Timeline timeline, int lane) {
    Schedule schedule = timeline.schedule();
    int first = schedule.laneStart(lane);
    int end = schedule.laneEnd(lane);
    if (inSequence(timeline, first, end)) {
      return List.of(new TaskSlices(timeline, new int[0], first, end - first));
    }
    List<List<Integer>> rows = new ArrayList<>();
    byTime(timeline, first, end).forEach(task -> firstFree(rows, timeline, task).add(task));
    return rows.stream().map(row -> listed(timeline, row)).toList();
  }

  private static Slices listed(Timeline timeline, List<Integer> row) {
    int[] tasks = row.stream().mapToInt(Integer::intValue).toArray();
    return new TaskSlices(timeline, tasks, 0, tasks.length);
  }

  private static List<Integer> firstFree(List<List<Integer>> rows, Timeline timeline, int task) {
    for (List<Integer> row : rows) {
      if (timeline.endNanos(row.get(row.size() - 1)) <= timeline.startNanos(task)) {
        return row;
      }
    }
    rows.add(new ArrayList<>());
    return rows.get(rows.size() - 1);
  }

  private static boolean inSequence(Timeline timeline, int first, int end) {
    for (int task = first + 1; task < end; task++) {
      if (timeline.startNanos(task) < timeline.endNanos(task - 1)) {
        return false;
      }
    }
    return true;
  }

  private static Stream<Integer> byTime(Timeline timeline, int first, int end) {
    return IntStream.range(first, end)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(timeline::startNanos)
                .thenComparingLong(timeline::endNanos));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long startNanos(int slice) {
    return timeline.startNanos(id(slice));
  }

  @Override
  public long endNanos(int slice) {
    return timeline.endNanos(id(slice));
  }

  @Override
  public SliceKind kind(int slice) {
    return KINDS[timeline.schedule().operation(id(slice)).ordinal()];
  }

  @Override
  public int id(int slice) {
    return tasks.length > 0 ? tasks[slice] : first + slice;
  }
}
