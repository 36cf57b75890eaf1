package dev.lockstep.scenarios.validation;

import dev.lockstep.scenarios.validation.accuracy.Comparison;
import dev.lockstep.scenarios.validation.family.Family;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every measured figure beside its prediction.
 *
 * @param families what is known of families
 * @param comparisons in the order of the rows
 * @param failures faults of the program itself; their rows have a reason like refused ones
 */
public record Validation(
    List<Family> families, List<Comparison> comparisons, List<RuntimeException> failures) {

  /** Copies the lists. */
  public Validation {
    families = List.copyOf(families);
    comparisons = List.copyOf(comparisons);
    failures = List.copyOf(failures);
  }

  /**
   * Predicts all rows, on all cores.
   *
   * @param afterEach called once a row, from any thread
   */
  public static Validation of(MeasuredData data, Runnable afterEach) {
    List<Comparison> comparisons = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    for (List<MeasuredRow> rows : data.files()) {
      Map<String, Outcome> outcomes = outcomes(rows, afterEach);
      for (MeasuredRow row : rows) {
        row.measured()
            .forEach((figure, value) -> comparisons.add(comparison(row, figure, value, outcomes)));
      }
      outcomes.values().forEach(outcome -> outcome.failure().ifPresent(failures::add));
    }
    return new Validation(data.families(), comparisons, failures);
  }

  private static Map<String, Outcome> outcomes(List<MeasuredRow> rows, Runnable afterEach) {
    List<Outcome> inOrder =
        rows.parallelStream()
            .map(
                row -> {
                  Outcome outcome = Outcome.of(row);
                  afterEach.run();
                  return outcome;
                })
            .toList();
    Map<String, Outcome> byId = new LinkedHashMap<>();
    inOrder.forEach(outcome -> byId.put(outcome.row().id(), outcome));
    return byId;
  }

  private static Comparison comparison(
      MeasuredRow row, String figure, double measured, Map<String, Outcome> outcomes) {
    Prediction own = outcomes.get(row.id()).prediction(figure);
    Prediction predicted =
        row.relativeTo()
            .map(base -> own.over(outcomes.get(base).prediction(figure), base))
            .orElse(own);
    return new Comparison(
        row.id(),
        row.family(),
        row.group(),
        figure,
        measured,
        predicted.value(),
        predicted.reason(),
        row.standing(),
        row.relativeTo(),
        row.source(),
        predicted.note());
  }
}
