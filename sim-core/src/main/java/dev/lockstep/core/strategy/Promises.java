package dev.lockstep.core.strategy;

import java.util.Collections;
import java.util.List;

/**
 * What a strategy promises, as data to be held against what a schedule shows.
 *
 * @param synchronous every update applies gradients that were computed entirely with the weights it
 *     replaces
 * @param staleness updates between the weights a forward reads and the update that applies its
 *     gradient, at most, by stage
 * @param weightVersions versions of a stage's weights alive at once, at most, by stage
 * @param peakInFlight micro-batches (per stage of the device) whose stash is held at once, at most,
 *     by device
 */
public record Promises(
    boolean synchronous,
    List<Integer> staleness,
    List<Integer> weightVersions,
    List<Integer> peakInFlight) {

  /** Copies the lists. */
  public Promises {
    staleness = List.copyOf(staleness);
    weightVersions = List.copyOf(weightVersions);
    peakInFlight = List.copyOf(peakInFlight);
  }

  /** Promises of a strategy without delay: staleness 0 and one weight version on every stage. */
  public static Promises synchronous(int stages, List<Integer> peakInFlight) {
    return new Promises(
        true, Collections.nCopies(stages, 0), Collections.nCopies(stages, 1), peakInFlight);
  }
}
