package dev.lockstep.devices.calibration.network;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How far predictions are from measurements, as |predicted / measured - 1|.
 *
 * @param count measurements
 * @param mean mean of the errors; NaN without measurements, like the others
 * @param median the middle one; of two the mean
 * @param worst the largest
 */
public record Residuals(int count, double mean, double median, double worst) {

  /** Errors of {@code seconds} on the points. */
  public static Residuals of(
      Collection<MeasuredCollective> points, ToDoubleFunction<MeasuredCollective> seconds) {
    return of(
        points.stream()
            .mapToDouble(point -> Math.abs(seconds.applyAsDouble(point) / point.seconds() - 1))
            .toArray());
  }

  /** Of errors that are known. */
  public static Residuals of(double... errors) {
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    if (count == 0) {
      return new Residuals(0, Double.NaN, Double.NaN, Double.NaN);
    }
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    double mean = Arrays.stream(sorted).average().orElseThrow();
    return new Residuals(count, mean, median, sorted[count - 1]);
  }
}
