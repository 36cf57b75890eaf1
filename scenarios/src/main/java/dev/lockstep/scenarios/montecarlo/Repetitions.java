package dev.lockstep.scenarios.montecarlo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Repeats what is random until means are as precise as wanted.
 *
 * <p>Looks at the interval after {@link Precision#fewest} repetitions and then after each further
 * quarter. Looking after every single one would stop at lucky moments, and the intervals would hold
 * the truth less often than they claim (Chow, Robbins: On the asymptotic theory of fixed-width
 * sequential confidence intervals, 1965: they are right in the limit only).
 */
public final class Repetitions {

  private Repetitions() {}

  /**
   * Repetitions, in their order, whatever number of threads carries them out.
   *
   * @param repetition from its number, 0 first; must depend on nothing else
   * @param watched the figures whose means are to be precise
   */
  public static <T> List<T> until(
      Precision precision, IntFunction<T> repetition, Function<T, double[]> watched) {
    List<T> done = new ArrayList<>();
    int next = precision.fewest();
    while (true) {
      done.addAll(IntStream.range(done.size(), next).parallel().mapToObj(repetition).toList());
      if (done.size() >= precision.most() || isPrecise(done, watched, precision)) {
        return List.copyOf(done);
      }
      next = Math.min(precision.most(), next + Math.max(1, next / 4));
    }
  }

  /** Whether every watched mean is as precise as wanted. */
  public static <T> boolean isPrecise(
      List<T> done, Function<T, double[]> watched, Precision precision) {
    double[][] rows = done.stream().map(watched).toArray(double[][]::new);
    return IntStream.range(0, rows[0].length)
        .mapToObj(column -> IntStream.range(0, rows.length).mapToDouble(i -> rows[i][column]))
        .map(column -> MeanInterval.of(column.toArray(), precision.confidence()))
        .allMatch(interval -> interval.relativePrecision() <= precision.relative());
  }
}
