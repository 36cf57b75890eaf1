package dev.lockstep.scenarios.validation.accuracy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.ranking.NaturalRanking;

/** Whether predictions put configurations in the order that was measured. */
final class Order {

  private static final int FEWEST_TO_RANK = 3;
  private static final int BEST = 3;

  private Order() {}

  /**
   * Spearman's rank correlation, -1 to 1: Pearson's correlation of the ranks, ties sharing their
   * mean rank. Empty below three rows, or where all measurements or all predictions are equal.
   */
  static OptionalDouble rankCorrelation(List<Comparison> rows) {
    if (rows.size() < FEWEST_TO_RANK) {
      return OptionalDouble.empty();
    }
    double[] measured = ranks(rows.stream().mapToDouble(Comparison::measured).toArray());
    double[] predicted = ranks(rows.stream().mapToDouble(Order::prediction).toArray());
    double mean = (rows.size() + 1) / 2.0; // of any ranks
    double product = 0;
    double measuredSquare = 0;
    double predictedSquare = 0;
    for (int i = 0; i < measured.length; i++) {
      double first = measured[i] - mean;
      double second = predicted[i] - mean;
      product += first * second;
      measuredSquare += first * first;
      predictedSquare += second * second;
    }
    double scale = Math.sqrt(measuredSquare * predictedSquare);
    return scale == 0 ? OptionalDouble.empty() : OptionalDouble.of(product / scale);
  }

  private static double[] ranks(double[] figures) {
    return new NaturalRanking().apply(figures);
  }

  /** Of the groups with a choice, those where the choice is good. */
  static BestChoice bestChoice(List<Comparison> rows) {
    Collection<List<Comparison>> groups =
        rows.stream()
            .collect(groupingBy(Comparison::group, LinkedHashMap::new, toList()))
            .values()
            .stream()
            .filter(group -> group.size() > BEST)
            .toList();
    int good = (int) groups.stream().filter(Order::isBestAmongBest).count();
    return new BestChoice(good, groups.size());
  }

  /** Of several predicted equally good, the one measured worst counts. */
  private static boolean isBestAmongBest(List<Comparison> group) {
    double sign = group.get(0).isBetterWhenSmaller() ? 1 : -1;
    double best = group.stream().mapToDouble(row -> sign * prediction(row)).min().orElseThrow();
    double chosen =
        group.stream()
            .filter(row -> sign * prediction(row) == best)
            .mapToDouble(row -> sign * row.measured())
            .max()
            .orElseThrow();
    return group.stream().filter(row -> sign * row.measured() < chosen).count() < BEST;
  }

  private static double prediction(Comparison row) {
    return row.predicted().orElseThrow();
  }

  /** The row with the largest error, whatever its sign. */
  static Comparator<Comparison> byAbsoluteError() {
    return Comparator.comparingDouble(row -> Math.abs(row.error().orElseThrow()));
  }
}
