package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.plan.space.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search came to.
 *
 * @param problem that was searched
 * @param fastest plans, or those that draw or cost least if that is what decides, the best first;
 *     as many as were asked for, if there are so many
 * @param front plans that no other is at least as good as in all respects, the best first
 * @param counts what became of the candidates
 * @param refusals why candidates were refused, with how many, the most frequent reason first
 */
public record Found(
    Problem problem,
    List<Trial> fastest,
    List<Trial> front,
    Counts counts,
    Map<String, Integer> refusals) {

  /** Copies the lists. */
  public Found {
    fastest = List.copyOf(fastest);
    front = List.copyOf(front);
  }

  /** The best plan; empty if none keeps to the limits. */
  public Optional<Trial> best() {
    return fastest.stream().findFirst();
  }

  /**
   * What became of the candidates.
   *
   * @param candidates in the space
   * @param refused whose parts do not fit together
   * @param memory of which a bound is more than any device has
   * @param bound that cannot be fast enough
   * @param run that were run to the end
   */
  public record Counts(int candidates, int refused, int memory, int bound, int run) {

    /** Both together. */
    public Counts plus(Counts other) {
      return new Counts(
          candidates + other.candidates,
          refused + other.refused,
          memory + other.memory,
          bound + other.bound,
          run + other.run);
    }
  }
}
