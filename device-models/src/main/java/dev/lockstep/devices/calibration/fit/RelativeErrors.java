package dev.lockstep.devices.calibration.fit;

import dev.lockstep.devices.roofline.MatrixProductModel;
import java.util.Arrays;
import java.util.List;

/**
 * How far a model's times are from measured ones, |model / measured - 1|.
 *
 * @param count measured products
 * @param mean of their errors
 * @param median of their errors
 * @param worst of their errors
 */
public record RelativeErrors(int count, double mean, double median, double worst) {

  /**
   * Errors of a model.
   *
   * @throws IllegalArgumentException if nothing was measured
   */
  public static RelativeErrors of(MatrixProductModel model, List<MeasuredProduct> measured) {
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("no measured product to compare with");
    }
    double[] errors =
        measured.stream()
            .mapToDouble(
                row -> Math.abs(model.seconds(row.product(), row.precision()) / row.seconds() - 1))
            .sorted()
            .toArray();
    int count = errors.length;
    return new RelativeErrors(
        count,
        Arrays.stream(errors).average().orElseThrow(),
        (errors[(count - 1) / 2] + errors[count / 2]) / 2,
        errors[count - 1]);
  }
}
