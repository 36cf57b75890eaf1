package dev.lockstep.scenarios.scenario.section.learning;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is learned when the schedule is carried out on tensors.
 *
 * @param data what from
 * @param network the network; cut into as many stages as the schedule has
 * @param optimizer how weights change
 * @param iterations mini-batches to learn from
 * @param microBatch samples of a micro-batch
 * @param evaluateEvery mini-batches from one look at the test samples to the next
 * @param targetAccuracy share of test samples right, to which the time is told
 * @param gradientCosines whether each look tells how far the gradients of each stage's update are
 *     from those of plain backpropagation
 * @param infoPro weights of the losses of InfoPro's heads
 * @param seeds how many runs there are, each with weights and an order of samples of its own
 */
public record LearningSection(
    @Key("what is learned from") DataSection data,
    @Key("the network, cut evenly into the schedule's stages") NetworkSection network,
    @Key(value = "how weights change", or = "{}") OptimizerSection optimizer,
    @Key(value = "mini-batches to learn from", or = "500") @Bounds(min = 1, max = 1e7)
        int iterations,
    @Key("samples of a micro-batch; training.microBatch if absent, or 32 divided by its number")
        @Bounds(min = 1, max = 1e5)
        OptionalInt microBatch,
    @Key("mini-batches from one look at the test samples to the next; a tenth of all if absent")
        @Bounds(min = 1, max = 1e7)
        OptionalInt evaluateEvery,
    @Key("accuracy from 0 to 1 to which iterations and simulated time are told")
        @Bounds(min = 0, max = 1)
        OptionalDouble targetAccuracy,
    @Key(
            value =
                "whether gradients are held, at each look, against those of plain backpropagation",
            or = "false")
        boolean gradientCosines,
    @Key("weights of the losses of heads infopro; the authors' for CIFAR-10 if absent")
        Optional<InfoProSection> infoPro,
    @Key(value = "runs, each with weights and an order of samples of its own", or = "1")
        @Bounds(min = 1, max = 1000)
        int seeds) {

  /**
   * The same with other numbers of runs and mini-batches.
   *
   * @param otherIterations mini-batches to learn from
   * @param otherSeeds runs
   */
  public LearningSection with(int otherIterations, int otherSeeds) {
    return new LearningSection(
        data,
        network,
        optimizer,
        otherIterations,
        microBatch,
        evaluateEvery,
        targetAccuracy,
        gradientCosines,
        infoPro,
        otherSeeds);
  }
}
