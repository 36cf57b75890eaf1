package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.plan.space.Candidate;
import java.util.Comparator;
import java.util.OptionalLong;

/**
 * A candidate that was run.
 *
 * @param iterationTimeMs in steady state
 * @param memoryBytes peak of the device that holds most; empty if the scenario does not know it
 */
public record Trial(Candidate candidate, double iterationTimeMs, OptionalLong memoryBytes) {

  /** The fastest first, then the smallest, then the first in the space. */
  public static final Comparator<Trial> FASTEST =
      Comparator.comparingDouble(Trial::iterationTimeMs)
          .thenComparingLong(trial -> trial.memoryBytes().orElse(0))
          .thenComparingInt(trial -> trial.candidate().index());

  /** Whether nothing about the other speaks for it; of equals, the first in the space wins. */
  boolean dominates(double otherMs, long otherBytes, int otherIndex) {
    long own = memoryBytes.orElse(0);
    if (iterationTimeMs > otherMs || own > otherBytes) {
      return false;
    }
    return iterationTimeMs < otherMs || own < otherBytes || candidate.index() < otherIndex;
  }

  boolean dominates(Trial other) {
    return dominates(other.iterationTimeMs, other.memoryBytes.orElse(0), other.candidate.index());
  }
}
