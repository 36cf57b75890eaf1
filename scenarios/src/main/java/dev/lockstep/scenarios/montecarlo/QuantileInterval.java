package dev.lockstep.scenarios.montecarlo;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A quantile of independent repetitions, and how sure it is.
 *
 * @param value the smallest repetition that at least the wanted share does not exceed
 * @param low lower end of an interval for the true quantile: two of the ordered repetitions bound
 *     it, whatever their distribution (David, Nagaraja: Order statistics, 3rd edition, section 7.1)
 * @param high upper end
 */
public record QuantileInterval(double value, double low, double high) {

  /**
   * Of at least one repetition; of few the interval may be that of all of them, and less sure.
   *
   * @param share of the repetitions that do not exceed the quantile, above 0 and below 1
   * @param confidence share of such intervals that hold the true quantile, such as 0.95
   */
  public static QuantileInterval of(double[] figures, double share, double confidence) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    BinomialDistribution below = BinomialDistribution.of(sorted.length, share);
    double tail = (1 - confidence) / 2;
    int low = below.inverseCumulativeProbability(tail) - 1;
    int high = below.inverseSurvivalProbability(tail);
    return new QuantileInterval(
        at(sorted, (int) Math.ceil(share * sorted.length) - 1), at(sorted, low), at(sorted, high));
  }

  private static double at(double[] sorted, int index) {
    return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
  }
}
