package dev.lockstep.scenarios.validation.accuracy;

/**
 * Whoever takes the configuration that is predicted best: does he get one of the three that were
 * measured best?
 *
 * @param good groups of configurations where he does
 * @param groups groups of more than three configurations
 */
public record BestChoice(int good, int groups) {

  /** Both added up. */
  BestChoice plus(BestChoice other) {
    return new BestChoice(good + other.good, groups + other.groups);
  }
}
