package dev.lockstep.scenarios.scenario;

import dev.lockstep.scenarios.scenario.key.Key;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.learning.LearningSection;
import dev.lockstep.scenarios.scenario.section.model.ModelSection;
import dev.lockstep.scenarios.scenario.section.risk.JobSection;
import java.util.Optional;

/**
 * What the user wrote, checked: one input of one run.
 *
 * @param name what results call it
 * @param model what is trained
 * @param cluster what it is trained on
 * @param parallelism how the model is spread, if the file says so
 * @param training how a mini-batch is split
 * @param strategy how the work is ordered
 * @param partition where measured layers are cut, if the file says so
 * @param simulation how the schedule is turned into a timeline
 * @param learning what is learned when the schedule is carried out on tensors, if the file says so
 * @param job the whole training, if the file says how much it is
 */
public record Scenario(
    @Key(value = "what results call it; the name of the file if absent", derived = true)
        String name,
    @Key("what is trained") ModelSection model,
    @Key("what it is trained on") ClusterSection cluster,
    @Key("how the model is spread") Optional<ParallelismSection> parallelism,
    @Key("how a mini-batch is split") TrainingSection training,
    @Key("how the work is ordered") StrategySection strategy,
    @Key("where measured layers are cut into stages") Optional<PartitionSection> partition,
    @Key(value = "how the schedule is turned into a timeline", or = "{}")
        SimulationSection simulation,
    @Key("what is learned when the schedule is carried out on tensors")
        Optional<LearningSection> learning,
    @Key("the whole training: how much, at what power, at which price") Optional<JobSection> job) {

  /** The same scenario under another strategy, cut in another way. */
  public Scenario with(StrategySection other, PartitionSection cut) {
    return new Scenario(
        name,
        model,
        cluster,
        parallelism,
        training,
        other,
        Optional.of(cut),
        simulation,
        learning,
        job);
  }

  /** The same scenario under another strategy. */
  public Scenario with(StrategySection other) {
    return new Scenario(
        name, model, cluster, parallelism, training, other, partition, simulation, learning, job);
  }

  /** The same scenario on another engine, with other chance. */
  public Scenario with(SimulationSection other) {
    return new Scenario(
        name, model, cluster, parallelism, training, strategy, partition, other, learning, job);
  }

  /**
   * The same scenario with other numbers of mini-batches and runs to learn by, where they are
   * given; the same as it is if it does not say what is learned.
   */
  public Scenario withLearning(Optional<Integer> iterations, Optional<Integer> seeds) {
    return learning
        .map(own -> with(own.with(iterations.orElse(own.iterations()), seeds.orElse(own.seeds()))))
        .orElse(this);
  }

  private Scenario with(LearningSection other) {
    return new Scenario(
        name,
        model,
        cluster,
        parallelism,
        training,
        strategy,
        partition,
        simulation,
        Optional.of(other),
        job);
  }
}
