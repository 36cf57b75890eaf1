package dev.lockstep.scenarios.train;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A figure of several seeds.
 *
 * @param mean over the seeds
 * @param halfInterval95 half of the 95 % confidence interval of the mean, by Student's
 *     distribution; of one seed there is none
 */
public record MeanOfSeeds(double mean, OptionalDouble halfInterval95) {

  private static final double BOTH_TAILS = 0.975;

  /** Of at least one figure. */
  public static MeanOfSeeds of(List<Double> figures) {
    int count = figures.size();
    double mean = figures.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    if (count == 1) {
      return new MeanOfSeeds(mean, OptionalDouble.empty());
    }
    double squares = figures.stream().mapToDouble(f -> (f - mean) * (f - mean)).sum();
    double error = Math.sqrt(squares / (count - 1) / count);
    double quantile = TDistribution.of(count - 1.0).inverseCumulativeProbability(BOTH_TAILS);
    return new MeanOfSeeds(mean, OptionalDouble.of(quantile * error));
  }
}
