package dev.lockstep.numerics.run;

import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.tensor.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

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

  /** In 32-bit floats. */
  public Training(
      List<StageNetwork> stages,
      IntFunction<MicroBatch> samples,
      Loss loss,
      Loss headLoss,
      Optimizer optimizer,
      RateSchedule rate,
      LearningRule rule,
      long seed) {
    this(stages, samples, loss, headLoss, optimizer, rate, rule, seed, DataType.FLOAT);
  }

  /**
   * The same for one of several replicas, which share the samples of each micro-batch.
   *
   * @throws IllegalArgumentException if they cannot share them evenly, when they do
   */
  Training ofReplica(int replica, int replicas) {
    IntFunction<MicroBatch> share =
        replicas == 1 ? samples : microBatch -> share(samples.apply(microBatch), replica, replicas);
    return new Training(stages, share, loss, headLoss, optimizer, rate, rule, seed, type);
  }

  private static MicroBatch share(MicroBatch all, int replica, int replicas) {
    long count = all.inputs().size(0);
    if (count % replicas != 0) {
      throw new IllegalArgumentException(
          "%d samples of a micro-batch for %d replicas; each needs as many as the others"
              .formatted(count, replicas));
    }
    long from = replica * count / replicas;
    long to = (replica + 1) * count / replicas;
    return new MicroBatch(rows(all.inputs(), from, to), rows(all.labels(), from, to));
  }

  private static INDArray rows(INDArray tensor, long from, long to) {
    INDArrayIndex[] indices = new INDArrayIndex[tensor.rank()];
    Arrays.setAll(indices, any -> NDArrayIndex.all());
    indices[0] = NDArrayIndex.interval(from, to);
    return tensor.get(indices).dup();
  }
}
