package dev.lockstep.scenarios.reliability;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;

/**
 * How long a job goes on until something fails, each time anew from the failure before.
 *
 * @param meanTimeBetweenSeconds mean time between failures of the whole job
 * @param weibullShape 1: failures come at random (exponential); below 1: they come in clusters;
 *     above 1: by wear
 */
public record FailureLaw(double meanTimeBetweenSeconds, double weibullShape) {

  /** Failures that come at random. */
  public static FailureLaw exponential(double meanTimeBetweenSeconds) {
    return new FailureLaw(meanTimeBetweenSeconds, 1);
  }

  /** Whether failures come at random. */
  public boolean isExponential() {
    return weibullShape == 1;
  }

  /** Probability that nothing fails for so long after a failure. */
  public double survival(double seconds) {
    return distribution().survivalProbability(seconds);
  }

  /** The distribution of the times. */
  ContinuousDistribution distribution() {
    if (isExponential()) {
      return ExponentialDistribution.of(meanTimeBetweenSeconds);
    }
    double unit = WeibullDistribution.of(weibullShape, 1).getMean();
    return WeibullDistribution.of(weibullShape, meanTimeBetweenSeconds / unit);
  }
}
