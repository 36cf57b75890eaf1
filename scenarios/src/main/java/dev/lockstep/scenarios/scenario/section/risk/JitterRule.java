package dev.lockstep.scenarios.scenario.section.risk;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The distribution of the factor by which times vary.
 *
 * @param distribution its form
 * @param coefficientOfVariation standard deviation over mean; fitted if there are samples
 * @param mean of the factor
 * @param samples a CSV file whose first column has measured times
 */
public record JitterRule(
    @Key(value = "form of the distribution", or = "\"lognormal\"") Distribution distribution,
    @Key("standard deviation over mean; fitted to the samples if absent") @Bounds(min = 0, max = 10)
        OptionalDouble coefficientOfVariation,
    @Key(value = "mean of the factor", or = "1") @Bounds(min = 1e-3, max = 1e3) double mean,
    @Key("CSV file, beside the scenario, whose first column has times measured of equal work")
        Optional<String> samples) {

  /** Forms of distributions. */
  public enum Distribution {
    /** Its logarithm is normal: a product of many small influences. */
    LOGNORMAL,
    /** A sum of exponential waits. */
    GAMMA,
    /** Normal, cut at 0. */
    TRUNCATED_NORMAL,
    /** The samples themselves. */
    EMPIRICAL
  }
}
