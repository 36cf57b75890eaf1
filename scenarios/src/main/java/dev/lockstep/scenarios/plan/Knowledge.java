package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.consumption.Rates;
import dev.lockstep.scenarios.plan.bound.Bound;
import dev.lockstep.scenarios.plan.bound.SearchParts;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What searches of one problem learn that holds however much memory its devices have: the bounds of
 * groups and candidates, by their place in the space. Safe for several threads.
 */
public final class Knowledge {

  private final SearchParts parts;
  private final Rates rates;
  private final Map<Integer, OfGroup> groups = new ConcurrentHashMap<>();
  private final Map<Integer, OfCandidate> candidates = new ConcurrentHashMap<>();

  /** Of a group: its bound and a device's memory, or why it is refused. */
  record OfGroup(Bound bound, OptionalLong deviceBytes, Optional<String> refusal) {}

  /**
   * Of a candidate: itself, cut; the memories of its devices and the least that it takes of one;
   * its bound, which is left open while that is too much; or why it is refused.
   */
  record OfCandidate(
      Candidate candidate,
      List<OptionalLong> deviceBytes,
      long memoryBytes,
      Optional<Bound> bound,
      Optional<String> refusal) {}

  private Knowledge(Problem problem) {
    this.parts = new SearchParts(problem.hardware());
    this.rates = Rates.of(problem.base());
  }

  /**
   * Nothing yet; for this problem, and for others that differ from it in memory and limits alone.
   */
  public static Knowledge of(Problem problem) {
    return new Knowledge(problem);
  }

  SearchParts parts() {
    return parts;
  }

  Rates rates() {
    return rates;
  }

  OfGroup group(int index, Supplier<OfGroup> found) {
    return groups.computeIfAbsent(index, same -> found.get());
  }

  Optional<OfCandidate> candidate(int index) {
    return Optional.ofNullable(candidates.get(index));
  }

  OfCandidate keep(int index, OfCandidate found) {
    candidates.put(index, found);
    return found;
  }
}
