package dev.lockstep.scenarios.validation.fit;

import dev.lockstep.devices.calibration.fit.KernelConstantsFit;
import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import dev.lockstep.scenarios.validation.subject.PredictedFigures;
import dev.lockstep.scenarios.validation.subject.RefusalException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The constants of one device that bring predicted training steps nearest to measured ones. Every
 * family of rows weighs the same, however many rows it has; a row far off counts by its distance,
 * not by its square.
 */
public final class StepFit {

  private static final double COST_OF_DISTANCE = 2e-3;

  /** Below this relative error a row counts by its square: noise is not worth chasing. */
  private static final double NOISE = 0.03;

  private final List<String> keys;
  private final List<MeasuredRow> rows;
  private final Map<String, Long> rowsByFamily = new TreeMap<>();

  private StepFit(List<String> keys, List<MeasuredRow> rows) {
    this.keys = List.copyOf(keys);
    this.rows = List.copyOf(rows);
    rows.forEach(row -> rowsByFamily.merge(row.family(), 1L, Long::sum));
  }

  /**
   * Fits a device.
   *
   * @param keys devices and frameworks that share the constants, as {@link FittedConstants#key}
   * @param rows calibration rows on it
   * @param search what is fitted, and from where
   */
  public static KernelConstants of(List<String> keys, List<MeasuredRow> rows, StepSearch search) {
    StepFit fit = new StepFit(keys, rows);
    return KernelConstantsFit.of(
        search.start(), search.free(), COST_OF_DISTANCE, fit::distance, search.rounds());
  }

  private double distance(KernelConstants constants) {
    FittedConstants tried = FittedConstants.standard().with(keys, constants);
    double sum = rows.parallelStream().mapToDouble(row -> distance(row, tried)).sum();
    return sum / rowsByFamily.size();
  }

  private double distance(MeasuredRow row, FittedConstants constants) {
    double sum = 0;
    int figures = 0;
    for (Map.Entry<String, OptionalDouble> figure : predictions(row, constants).entrySet()) {
      if (figure.getValue().isPresent()) {
        double measured = row.measured().get(figure.getKey());
        double error = Math.log(figure.getValue().getAsDouble() / measured);
        sum += Math.hypot(error, NOISE) - NOISE;
        figures++;
      }
    }
    return figures == 0 ? 0 : sum / figures / rowsByFamily.get(row.family());
  }

  /** What is predicted for the measured figures of a row that times decide; empty if refused. */
  static Map<String, OptionalDouble> predictions(MeasuredRow row, FittedConstants constants) {
    Map<String, OptionalDouble> predictions = new TreeMap<>();
    row.measured().keySet().stream()
        .filter(figure -> !figure.contains("emory"))
        .forEach(figure -> predictions.put(figure, OptionalDouble.empty()));
    try {
      PredictedFigures predicted = row.subject().predict(constants);
      predictions.replaceAll((figure, none) -> predicted.figure(figure));
    } catch (RefusalException e) {
      return predictions; // a row without a prediction
    }
    return predictions;
  }
}
