package dev.lockstep.gui.model;

import dev.lockstep.scenarios.train.TimeToTarget;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.List;
import java.util.Optional;

/**
 * What a strategy's network learned, or has learned so far.
 *
 * @param strategy as the user called it
 * @param seeds runs that were looked at, from the lowest seed up; none before the first look
 * @param target the accuracy that was asked for
 * @param result all that came of it; none while it goes on, or if it was cancelled
 */
public record LearnedRun(
    String strategy, List<OfSeed> seeds, Optional<Double> target, Optional<TrainingResult> result) {

  /** Copies the list. */
  public LearnedRun {
    seeds = List.copyOf(seeds);
  }

  /** What is at its end. */
  public static LearnedRun of(TrainingResult result) {
    return new LearnedRun(
        result.strategy(),
        result.seeds(),
        result.target().map(TimeToTarget::accuracy),
        Optional.of(result));
  }
}
