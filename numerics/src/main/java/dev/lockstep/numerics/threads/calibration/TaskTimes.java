package dev.lockstep.numerics.threads.calibration;

import dev.lockstep.core.schedule.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * How long tasks took at about the same time, by what they do and for which stage. May be filled by
 * several threads.
 */
public final class TaskTimes {

  /** A task that had a processor for less of its time was disturbed by other programs. */
  private static final double UNDISTURBED = 0.97;

  private final Map<Kind, List<Sample>> samples = new ConcurrentHashMap<>();

  /** None yet. */
  public TaskTimes() {}

  /** What a task does, and for which stage. */
  public record Kind(Operation operation, int stage) {

    /** As a schedule's text form says it, without micro-batch: {@code 0F}. */
    @Override
    public String toString() {
      return stage + operation.code();
    }
  }

  private record Sample(long elapsedNanos, long processorNanos) {

    boolean isUndisturbed() {
      return processorNanos >= UNDISTURBED * elapsedNanos;
    }
  }

  /**
   * Notes a task.
   *
   * @param processorNanos time of these that its thread had a processor
   */
  public void add(Kind kind, long elapsedNanos, long processorNanos) {
    List<Sample> all = samples.computeIfAbsent(kind, k -> new ArrayList<>());
    synchronized (all) {
      all.add(new Sample(elapsedNanos, processorNanos));
    }
  }

  /** The kinds of tasks that there are times of. */
  public Set<Kind> kinds() {
    return Set.copyOf(samples.keySet());
  }

  /**
   * The mean of a kind: of the tasks that nothing disturbed. Where these are less than half, the
   * machine had other work, and it is the mean of the time that tasks had a processor. Empty if
   * there was none. A mean, not a median: a step is a sum of tasks, the slow ones among them.
   */
  public OptionalLong meanNanos(Kind kind) {
    List<Sample> all = samples.getOrDefault(kind, List.of());
    List<Sample> undisturbed = all.stream().filter(Sample::isUndisturbed).toList();
    return rounded(
        2 * undisturbed.size() < all.size()
            ? all.stream().mapToLong(Sample::processorNanos)
            : undisturbed.stream().mapToLong(Sample::elapsedNanos));
  }

  private static OptionalLong rounded(LongStream nanos) {
    OptionalDouble mean = nanos.average();
    return mean.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.round(mean.getAsDouble()));
  }

  /**
   * The mean of a kind's means, where there are any: a machine that is now faster and now slower
   * counts with each of its speeds.
   */
  public static OptionalLong meanNanos(Collection<TaskTimes> rounds, Kind kind) {
    return rounded(rounds.stream().flatMapToLong(round -> round.meanNanos(kind).stream()));
  }

  /** Processor time of all tasks by their elapsed time: 1 on a machine that does nothing else. */
  public static double processorShare(Collection<TaskTimes> rounds) {
    long[] sums = new long[2];
    for (TaskTimes round : rounds) {
      for (List<Sample> all : round.samples.values()) {
        for (Sample sample : all) {
          sums[0] += sample.processorNanos;
          sums[1] += sample.elapsedNanos;
        }
      }
    }
    return sums[1] == 0 ? 1 : Math.min(1, (double) sums[0] / sums[1]);
  }

  /**
   * Of each kind there are at least so many tasks that nothing disturbed; 0 if there is no kind.
   */
  public int fewestUndisturbed() {
    return samples.values().stream()
        .mapToInt(all -> (int) all.stream().filter(Sample::isUndisturbed).count())
        .min()
        .orElse(0);
  }

  /** Sum of the means of all kinds, in nanoseconds. */
  public long sumOfMeansNanos() {
    return samples.keySet().stream().mapToLong(kind -> meanNanos(kind).orElseThrow()).sum();
  }
}
