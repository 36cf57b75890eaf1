package dev.lockstep.scenarios.montecarlo;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean of independent repetitions, and how sure it is.
 *
 * @param mean of the repetitions
 * @param low lower end of the confidence interval of the mean, by Student's distribution
 * @param high upper end
 * @param standardDeviation of the repetitions, not of their mean
 * @param repetitions how many there were
 */
public record MeanInterval(
    double mean, double low, double high, double standardDeviation, int repetitions) {

  /**
   * Of at least two repetitions.
   *
   * @param confidence share of such intervals that hold the true mean, such as 0.95
   * @throws IllegalArgumentException if there are fewer
   */
  public static MeanInterval of(double[] figures, double confidence) {
    int count = figures.length;
    if (count < 2) {
      throw new IllegalArgumentException("an interval of %d repetitions".formatted(count));
    }
    double mean = Arrays.stream(figures).sum() / count;
    double squares = Arrays.stream(figures).map(f -> (f - mean) * (f - mean)).sum();
    double deviation = Math.sqrt(squares / (count - 1));
    double quantile =
        TDistribution.of(count - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
    double half = deviation == 0 ? 0 : quantile * deviation / Math.sqrt(count);
    return new MeanInterval(mean, mean - half, mean + half, deviation, count);
  }

  /** Half of the interval over the mean; 0 where nothing varies. */
  public double relativePrecision() {
    double half = (high - low) / 2;
    return half == 0 ? 0 : half / Math.abs(mean);
  }

  /** Whether the interval holds a value. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }
}
