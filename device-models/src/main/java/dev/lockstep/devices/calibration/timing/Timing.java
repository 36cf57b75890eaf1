package dev.lockstep.devices.calibration.timing;

import java.util.Arrays;

/**
 * What repeated runs took.
 *
 * @param quietNanos smallest of the medians of rounds of {@value #ROUND} samples: the time when
 *     nobody else used the machine, as far as that happened
 * @param medianNanos median of all samples that are no outliers
 * @param deviationNanos median absolute deviation from the median of all samples
 * @param samples samples taken
 * @param outliers samples further than {@value #OUTLIER} scaled deviations above the median
 */
public record Timing(
    double quietNanos, double medianNanos, double deviationNanos, int samples, int outliers) {

  /** Samples of a round. */
  static final int ROUND = 5;

  /** Scaled deviations from the median at which a sample counts as an outlier. */
  static final double OUTLIER = 3;

  /** From deviation to standard deviation where the noise is normal: 1 / 0.6745. */
  private static final double SCALE = 1.4826;

  /** From the samples in the order in which they were taken. */
  static Timing of(double[] nanos) {
    double median = median(nanos);
    double deviation =
        median(Arrays.stream(nanos).map(sample -> Math.abs(sample - median)).toArray());
    double most = median + OUTLIER * SCALE * deviation;
    double[] kept = Arrays.stream(nanos).filter(sample -> sample <= most).toArray();
    return new Timing(
        quietest(nanos), median(kept), deviation, nanos.length, nanos.length - kept.length);
  }

  /** The quieter of two timings of the same work at different moments; samples add up. */
  public Timing quieter(Timing other) {
    Timing first = quietNanos <= other.quietNanos ? this : other;
    return new Timing(
        first.quietNanos,
        first.medianNanos,
        first.deviationNanos,
        samples + other.samples,
        outliers + other.outliers);
  }

  /** The time of one of several equal parts of the work. */
  public Timing ofOneIn(int parts) {
    return new Timing(
        quietNanos / parts, medianNanos / parts, deviationNanos / parts, samples, outliers);
  }

  /** Seconds of a quiet run. */
  public double seconds() {
    return quietNanos / 1e9;
  }

  private static double quietest(double[] nanos) {
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start == 0 || start + ROUND <= nanos.length; start += ROUND) {
      int end = Math.min(nanos.length, start + ROUND);
      least = Math.min(least, median(Arrays.copyOfRange(nanos, start, end)));
    }
    return least;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
