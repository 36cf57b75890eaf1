package dev.lockstep.scenarios.train;

import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * When a network was first seen to do as well as was asked for; it is looked at now and then, so
 * that it may have done so a little before.
 *
 * @param accuracy that was asked for
 * @param seedsThatReachedIt how many of the runs did as well at any look
 * @param iterations mini-batches until then, if all runs did
 * @param simulatedMs simulated time until then, if all runs did
 */
public record TimeToTarget(
    double accuracy,
    int seedsThatReachedIt,
    Optional<MeanOfSeeds> iterations,
    Optional<MeanOfSeeds> simulatedMs) {

  static TimeToTarget of(double accuracy, List<OfSeed> seeds) {
    List<Look> first =
        seeds.stream()
            .flatMap(seed -> seed.looks().stream().filter(l -> l.accuracy() >= accuracy).limit(1))
            .toList();
    boolean all = first.size() == seeds.size();
    return new TimeToTarget(
        accuracy,
        first.size(),
        all ? Optional.of(mean(first, Look::iterations)) : Optional.empty(),
        all ? Optional.of(mean(first, Look::simulatedMs)) : Optional.empty());
  }

  private static MeanOfSeeds mean(List<Look> looks, ToDoubleFunction<Look> figure) {
    return MeanOfSeeds.of(looks.stream().map(figure::applyAsDouble).toList());
  }
}
