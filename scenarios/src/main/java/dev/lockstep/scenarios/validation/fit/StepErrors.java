package dev.lockstep.scenarios.validation.fit;

import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Errors of predicted steps, apart for rows that constants were fitted on and for others.
 *
 * @param fitted rows that the constants were fitted on; no measure of accuracy
 * @param heldOut measured rows that they were not
 */
public record StepErrors(List<FamilyError> fitted, List<FamilyError> heldOut) {

  /** Copies both lists. */
  public StepErrors {
    fitted = List.copyOf(fitted);
    heldOut = List.copyOf(heldOut);
  }

  static StepErrors of(
      Collection<MeasuredRow> fitted, Collection<MeasuredRow> heldOut, FittedConstants constants) {
    return new StepErrors(errors(fitted, constants), errors(heldOut, constants));
  }

  private static List<FamilyError> errors(Collection<MeasuredRow> rows, FittedConstants constants) {
    Map<String, Map<String, List<OptionalDouble>>> byFamily = new TreeMap<>();
    for (MeasuredRow row : rows) {
      error(row, constants)
          .forEach(
              (figure, error) ->
                  byFamily
                      .computeIfAbsent(row.family(), name -> new TreeMap<>())
                      .computeIfAbsent(figure, name -> new ArrayList<>())
                      .add(error));
    }
    List<FamilyError> errors = new ArrayList<>();
    byFamily.forEach(
        (family, figures) ->
            figures.forEach((figure, all) -> errors.add(summary(family, figure, all))));
    return errors;
  }

  private static Map<String, OptionalDouble> error(MeasuredRow row, FittedConstants constants) {
    Map<String, OptionalDouble> errors = new TreeMap<>();
    StepFit.predictions(row, constants)
        .forEach(
            (figure, predicted) ->
                errors.put(
                    figure,
                    predicted.isPresent()
                        ? OptionalDouble.of(
                            Math.abs(predicted.getAsDouble() / row.measured().get(figure) - 1))
                        : predicted));
    return errors;
  }

  private static FamilyError summary(String family, String figure, List<OptionalDouble> errors) {
    DoubleSummaryStatistics known =
        errors.stream().flatMapToDouble(OptionalDouble::stream).summaryStatistics();
    int rows = Math.toIntExact(known.getCount());
    double worst = rows == 0 ? 0 : known.getMax();
    return new FamilyError(family, figure, rows, errors.size() - rows, known.getAverage(), worst);
  }
}
