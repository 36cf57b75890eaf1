package dev.lockstep.scenarios.disturbance;

import dev.lockstep.scenarios.scenario.section.risk.JitterRule;
import dev.lockstep.scenarios.scenario.section.risk.JitterRule.Distribution;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;

/** How a factor is distributed by which durations vary. */
final class FactorLaw {

  private final Distribution form;
  private final double mean;
  private final double variation;
  private final double[] samples;

  private FactorLaw(Distribution form, double mean, double variation, double[] samples) {
    this.form = form;
    this.mean = mean;
    this.variation = variation;
    this.samples = samples;
  }

  /**
   * What a rule says.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if its samples cannot be read
   */
  static FactorLaw of(JitterRule rule) {
    Optional<double[]> samples = rule.samples().map(SampleFile::read);
    double variation =
        samples
            .map(times -> fitted(rule.distribution(), times))
            .orElseGet(() -> rule.coefficientOfVariation().orElseThrow());
    return new FactorLaw(
        rule.distribution(), rule.mean(), variation, samples.orElseGet(() -> new double[0]));
  }

  /** Standard deviation over mean. */
  double coefficientOfVariation() {
    return variation;
  }

  /** Factors, one after the other, from random numbers. */
  DoubleSupplier factors(UniformRandomProvider random) {
    if (variation == 0) {
      return () -> mean;
    }
    if (form == Distribution.EMPIRICAL) {
      double scale = mean / Arrays.stream(samples).average().orElseThrow();
      return () -> scale * samples[random.nextInt(samples.length)];
    }
    ContinuousDistribution distribution = distribution();
    double scale = mean / distribution.getMean();
    if (form
        == Distribution
            .TRUNCATED_NORMAL) { // the sampler of 1.2 draws no lower half far above the cut
      return () -> scale * distribution.inverseCumulativeProbability(random.nextDouble());
    }
    ContinuousDistribution.Sampler sampler = distribution.createSampler(random);
    return () -> scale * sampler.sample();
  }

  /** Of mean 1, or near it where the form is cut. */
  private ContinuousDistribution distribution() {
    double squared = variation * variation;
    return switch (form) {
      case LOGNORMAL -> {
        double variance = Math.log1p(squared);
        yield LogNormalDistribution.of(-variance / 2, Math.sqrt(variance));
      }
      case GAMMA -> GammaDistribution.of(1 / squared, squared);
      case TRUNCATED_NORMAL ->
          TruncatedNormalDistribution.of(1, variation, 0, Double.POSITIVE_INFINITY);
      case EMPIRICAL -> throw new IllegalStateException("samples are their own distribution");
    };
  }

  /** The most likely variation of a lognormal, else that of the samples. */
  private static double fitted(Distribution form, double[] times) {
    if (form == Distribution.LOGNORMAL) {
      double deviation = deviation(Arrays.stream(times).map(Math::log).toArray());
      return Math.sqrt(Math.expm1(deviation * deviation));
    }
    return deviation(times) / Arrays.stream(times).average().orElseThrow();
  }

  private static double deviation(double[] figures) {
    double mean = Arrays.stream(figures).average().orElseThrow();
    double squares = Arrays.stream(figures).map(f -> (f - mean) * (f - mean)).sum();
    return Math.sqrt(squares / (figures.length - 1));
  }
}
