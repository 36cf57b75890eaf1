package dev.lockstep.numerics.run;

import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.tensor.Loss;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * All that a run needs beside its schedule.
 *
 * @param stages the network, cut into the schedule's stages
 * @param samples gives the samples of a micro-batch by its number; may be asked by any thread
 * @param loss of the last stage
 * @param headLoss of every head
 * @param optimizer of every stage
 * @param rate learning rate, by the updates that a stage has seen
 * @param rule what the strategy does to numbers
 * @param seed of the first weights
 * @param type of all tensors
 */
public record Training(
    List<StageNetwork> stages,
    IntFunction<MicroBatch> samples,
    Loss loss,
    Loss headLoss,
    Optimizer optimizer,
    RateSchedule rate,
    LearningRule rule,
    long seed,
    DataType type) {

  /** Copies the list. */
  public Training {
    stages = List.copyOf(stages);
  }
}
