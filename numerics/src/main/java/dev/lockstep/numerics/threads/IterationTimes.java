package dev.lockstep.numerics.threads;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When the iterations of a run were complete: at the end of the last compute task of each. Of a
 * measured run also which iterations other programs disturbed.
 */
public final class IterationTimes {

  /** A lane that had a processor for less of its tasks' time was disturbed. */
  private static final double UNDISTURBED = 0.95;

  private final long[] completionNanos;
  private final long[][] elapsedNanos;
  private final long[][] processorNanos;

  private IterationTimes(Timeline timeline, Optional<MeasuredRun> measured) {
    Schedule schedule = timeline.schedule();
    int computeTasks = schedule.laneEnd(schedule.deviceCount() - 1);
    this.completionNanos = completions(timeline, computeTasks);
    this.elapsedNanos = new long[schedule.deviceCount()][completionNanos.length];
    this.processorNanos = new long[schedule.deviceCount()][completionNanos.length];
    for (int task = 0; task < computeTasks; task++) {
      int window = window(timeline.endNanos(task));
      int lane = schedule.laneOf(task);
      long elapsed = timeline.endNanos(task) - timeline.startNanos(task);
      elapsedNanos[lane][window] += elapsed;
      processorNanos[lane][window] +=
          measured.isPresent() ? measured.get().processorNanos(task) : elapsed;
    }
  }

  /** Of a timeline in which nothing is disturbed, such as a predicted one. */
  public static IterationTimes of(Timeline timeline) {
    return new IterationTimes(timeline, Optional.empty());
  }

  /** Of a measured run. */
  public static IterationTimes of(MeasuredRun run) {
    return new IterationTimes(run.timeline(), Optional.of(run));
  }

  private static long[] completions(Timeline timeline, int computeTasks) {
    Schedule schedule = timeline.schedule();
    int iterations = 1 + IntStream.range(0, computeTasks).map(schedule::iteration).max().orElse(-1);
    long[] completion = new long[iterations];
    for (int task = 0; task < computeTasks; task++) {
      if (schedule.operation(task) != Operation.JOIN) { // waits for other iterations too
        int iteration = schedule.iteration(task);
        completion[iteration] = Math.max(completion[iteration], timeline.endNanos(task));
      }
    }
    return completion;
  }

  /** The first iteration that was complete at a moment or later. */
  private int window(long nanos) {
    for (int iteration = 0; iteration < completionNanos.length; iteration++) {
      if (nanos <= completionNanos[iteration]) {
        return iteration;
      }
    }
    return completionNanos.length - 1;
  }

  /** How many there are. */
  public int count() {
    return completionNanos.length;
  }

  /** Time from the completion of the iteration before to that of this one; of the first, all. */
  public long nanos(int iteration) {
    return completionNanos[iteration] - (iteration == 0 ? 0 : completionNanos[iteration - 1]);
  }

  /**
   * Whether a lane was without a processor for a part of what it did between the completion of the
   * iteration before and that of this one.
   */
  public boolean isDisturbed(int iteration) {
    return IntStream.range(0, elapsedNanos.length)
        .anyMatch(
            lane -> processorNanos[lane][iteration] < UNDISTURBED * elapsedNanos[lane][iteration]);
  }

  /**
   * The mean of {@link #nanos}.
   *
   * @param from first iteration that counts
   */
  public double meanNanos(int from) {
    return IntStream.range(from, count()).mapToLong(this::nanos).average().orElseThrow();
  }
}
