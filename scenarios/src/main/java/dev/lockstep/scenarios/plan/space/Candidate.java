package dev.lockstep.scenarios.plan.space;

import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Recompute;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One way to spread the model.
 *
 * @param index its place in the space: of two that are equally good the first is taken
 * @param degrees of parallelism
 * @param microBatch samples of a micro-batch; empty if the model's times were measured for one of a
 *     given size
 * @param microBatches of a mini-batch, for each replica
 * @param recompute what a backward computes again
 * @param word the strategy and its options in one word
 * @param strategy the same, checked
 * @param rule how the layers are cut
 * @param partition the cut of a rule other than the usual one; empty until it is known
 */
public record Candidate(
    int index,
    ParallelismSection degrees,
    OptionalInt microBatch,
    int microBatches,
    Optional<Recompute> recompute,
    String word,
    StrategySection strategy,
    CutRule rule,
    Optional<PartitionSection> partition) {

  /** The same, cut. */
  public Candidate cut(List<Integer> layersPerStage) {
    return new Candidate(
        index,
        degrees,
        microBatch,
        microBatches,
        recompute,
        word,
        strategy,
        rule,
        Optional.of(new PartitionSection(layersPerStage, List.of())));
  }

  /** Whether its strategy is a {@linkplain SearchSpace#USUAL_STRATEGIES usual} one. */
  public boolean isUsual() {
    return SearchSpace.USUAL_STRATEGIES.contains(strategy.name());
  }

  /**
   * Whether its strategy is a {@linkplain SearchSpace#BIDIRECTIONAL_STRATEGIES bidirectional} one.
   */
  public boolean isBidirectional() {
    return SearchSpace.BIDIRECTIONAL_STRATEGIES.contains(strategy.name());
  }

  /** Whether the rule's cut has still to be found. */
  public boolean isToBeCut() {
    return rule != CutRule.USUAL && partition.isEmpty();
  }

  /** Devices of all replicas. */
  public long devices() {
    return degrees.devicesPerReplica() * degrees.data().orElse(1);
  }

  /** The scenario that trains the model so. */
  public Scenario in(Scenario base) {
    return new Scenario(
        base.name(),
        base.model(),
        base.cluster(),
        Optional.of(degrees),
        base.training().split(microBatches, microBatch, recompute),
        strategy,
        partition.or(base::partition),
        base.simulation(),
        Optional.empty(),
        base.job());
  }
}
