package dev.lockstep.devices.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far computed times are from measured ones, over points that nothing was fitted on.
 *
 * @param points how many
 * @param medianError median of |computed / measured - 1|
 * @param meanError their mean
 * @param worstError their largest
 */
public record Residual(int points, double medianError, double meanError, double worstError) {

  /** Over at least one measured kernel. */
  public static Residual over(
      List<MeasuredKernel> measured, ToDoubleFunction<MeasuredKernel> computedSeconds) {
    double[] errors =
        measured.stream()
            .mapToDouble(m -> Math.abs(computedSeconds.applyAsDouble(m) / m.seconds() - 1))
            .sorted()
            .toArray();
    int middle = errors.length / 2;
    double median =
        errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
    return new Residual(
        errors.length,
        median,
        Arrays.stream(errors).average().orElseThrow(),
        errors[errors.length - 1]);
  }
}
