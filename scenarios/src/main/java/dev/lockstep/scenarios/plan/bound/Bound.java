package dev.lockstep.scenarios.plan.bound;

import dev.lockstep.scenarios.consumption.Rates;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Objective;

/**
 * What a candidate takes at least, in every respect; or what one took that was run. What is not
 * known is 0.
 *
 * <p><b>Money</b> is devices (or the nodes that they fill) by price by time, and grows with time:
 * the least time has the least cost. <b>Energy</b> grows with time and, where computing draws no
 * less than idling, with computing; where it draws less, no device draws less than if it computed
 * all the time ({@link Rates#leastJoules}). So bounds of time and of computing bound both.
 *
 * @param timeMs of an iteration
 * @param memoryBytes of the device that holds most
 * @param energyJoules of an iteration
 * @param costUsd of an iteration
 */
public record Bound(double timeMs, long memoryBytes, double energyJoules, double costUsd) {

  /** Nothing known. */
  public static final Bound NONE = new Bound(0, 0, 0, 0);

  /**
   * What a candidate takes at least.
   *
   * @param devices over all replicas
   */
  public static Bound of(Least least, Candidate candidate, long devices, Rates rates) {
    return new Bound(
        least.timeMs(),
        least.memoryBytes(),
        rates.leastJoules(least.timeMs(), least.busyMs(), candidate.degrees(), devices).orElse(0),
        rates.costUsd(least.timeMs(), devices).orElse(0));
  }

  /** Both bounds hold. */
  public Bound and(Bound other) {
    return new Bound(
        Math.max(timeMs, other.timeMs),
        Math.max(memoryBytes, other.memoryBytes),
        Math.max(energyJoules, other.energyJoules),
        Math.max(costUsd, other.costUsd));
  }

  /** The figure of an objective. */
  public double of(Objective objective) {
    return switch (objective) {
      case TIME -> timeMs;
      case MEMORY -> memoryBytes;
      case ENERGY -> energyJoules;
      case COST -> costUsd;
    };
  }
}
