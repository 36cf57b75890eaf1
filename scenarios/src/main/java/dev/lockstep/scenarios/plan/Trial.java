package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.plan.bound.Bound;
import dev.lockstep.scenarios.plan.space.Candidate;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A candidate that was run.
 *
 * @param iterationTimeMs in steady state
 * @param memoryBytes peak of the device that holds most; empty if the scenario does not know it
 * @param energyJoules of an iteration; empty if nobody knows what devices draw
 * @param costUsd of an iteration; empty without a price
 */
public record Trial(
    Candidate candidate,
    double iterationTimeMs,
    OptionalLong memoryBytes,
    OptionalDouble energyJoules,
    OptionalDouble costUsd) {

  /** Its figures, 0 where nothing is known. */
  public Bound figures() {
    return new Bound(
        iterationTimeMs, memoryBytes.orElse(0), energyJoules.orElse(0), costUsd.orElse(0));
  }

  int index() {
    return candidate.index();
  }
}
