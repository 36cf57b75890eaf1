package dev.lockstep.scenarios.plan;

import java.util.List;

/** Candidates that differ in their strategy alone, in the order of the space. */
record Group(List<Candidate> candidates) {

  Group {
    candidates = List.copyOf(candidates);
  }

  /** Whether all of them are {@linkplain SearchSpace#USUAL_STRATEGIES usual}. */
  boolean isUsual() {
    return candidates.stream()
        .allMatch(one -> SearchSpace.USUAL_STRATEGIES.contains(one.strategy().name()));
  }

  Candidate first() {
    return candidates.get(0);
  }
}
