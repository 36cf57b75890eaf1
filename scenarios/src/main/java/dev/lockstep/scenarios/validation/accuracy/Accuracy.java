package dev.lockstep.scenarios.validation.accuracy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Errors of many rows in a few figures. Errors are shares, 0.05 for 5 %.
 *
 * @param rows figures that were measured
 * @param refused those of them without a prediction; they count in nothing below
 * @param meanError mean of the absolute errors (MAPE)
 * @param medianError median of the absolute errors
 * @param worstError largest absolute error
 * @param worstId its row
 * @param rankCorrelation Spearman's, the lowest over families and figures; see {@link Order}
 * @param bestChoice over all families, figures and groups
 */
public record Accuracy(
    int rows,
    int refused,
    OptionalDouble meanError,
    OptionalDouble medianError,
    OptionalDouble worstError,
    Optional<String> worstId,
    OptionalDouble rankCorrelation,
    BestChoice bestChoice) {

  /** The summary of some rows. Figures are ranked among those of their family and name only. */
  public static Accuracy of(List<Comparison> all) {
    List<Comparison> predicted = all.stream().filter(row -> row.predicted().isPresent()).toList();
    double[] errors =
        predicted.stream()
            .mapToDouble(row -> Math.abs(row.error().orElseThrow()))
            .sorted()
            .toArray();
    Optional<Comparison> worst = predicted.stream().max(Order.byAbsoluteError());
    Collection<List<Comparison>> comparable =
        predicted.stream()
            .collect(
                groupingBy(
                    row -> List.of(row.family(), row.figure()), LinkedHashMap::new, toList()))
            .values();
    return new Accuracy(
        all.size(),
        all.size() - predicted.size(),
        Arrays.stream(errors).average(),
        median(errors),
        Arrays.stream(errors).max(),
        worst.map(Comparison::id),
        comparable.stream()
            .map(Order::rankCorrelation)
            .flatMapToDouble(OptionalDouble::stream)
            .min(),
        comparable.stream().map(Order::bestChoice).reduce(new BestChoice(0, 0), BestChoice::plus));
  }

  private static OptionalDouble median(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    boolean odd = sorted.length % 2 == 1;
    return OptionalDouble.of(odd ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
  }
}
