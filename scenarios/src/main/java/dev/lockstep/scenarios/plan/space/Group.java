package dev.lockstep.scenarios.plan.space;

import java.util.List;

/** Candidates that differ in their strategy and cut alone, in the order of the space. */
public record Group(List<Candidate> candidates) {

  /** Copies the list. */
  public Group {
    candidates = List.copyOf(candidates);
  }

  /** Whether all of them are {@linkplain SearchSpace#USUAL_STRATEGIES usual}. */
  public boolean isUsual() {
    return candidates.stream().allMatch(Candidate::isUsual);
  }

  /** Whether all of them are {@linkplain SearchSpace#BIDIRECTIONAL_STRATEGIES bidirectional}. */
  public boolean isBidirectional() {
    return candidates.stream().allMatch(Candidate::isBidirectional);
  }

  /** The first in the space. */
  public Candidate first() {
    return candidates.get(0);
  }
}
