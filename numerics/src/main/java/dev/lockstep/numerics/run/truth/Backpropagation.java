package dev.lockstep.numerics.run.truth;

import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.memory.Disposal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients of the last stage's loss by all weights, from one set of weights for all stages; no
 * statistics are remembered.
 *
 * @param stages from the samples to what the loss judges
 * @param loss of the last stage
 * @param samples gives the samples of a micro-batch by its number
 * @param type of all tensors
 */
public record Backpropagation(
    List<Layer> stages, Loss loss, IntFunction<MicroBatch> samples, DataType type) {

  /** Copies the list. */
  public Backpropagation {
    stages = List.copyOf(stages);
  }

  /**
   * The gradient of the sum of the losses of some micro-batches.
   *
   * @param weights of each stage
   * @return for each stage one for each of its weights
   */
  public List<List<INDArray>> gradients(List<List<INDArray>> weights, List<Integer> microBatches) {
    List<List<INDArray>> sums = gradients(weights, samples.apply(microBatches.get(0)));
    for (int microBatch : microBatches.subList(1, microBatches.size())) {
      List<List<INDArray>> next = gradients(weights, samples.apply(microBatch));
      for (int stage = 0; stage < sums.size(); stage++) {
        for (int weight = 0; weight < sums.get(stage).size(); weight++) {
          sums.get(stage).get(weight).addi(next.get(stage).get(weight));
        }
        Disposal.of(next.get(stage), List.of());
      }
    }
    return sums;
  }

  private List<List<INDArray>> gradients(List<List<INDArray>> weights, MicroBatch samples) {
    List<INDArray> temporary = new ArrayList<>();
    List<Pass> passes = passes(weights, samples, temporary);
    INDArray output = passes.get(passes.size() - 1).output();
    INDArray gradient = loss.of(output, samples.labels()).gradient();
    List<List<INDArray>> gradients = new ArrayList<>();
    for (int stage = passes.size() - 1; stage >= 0; stage--) {
      temporary.add(gradient);
      Backward backward = passes.get(stage).backward(weights.get(stage), gradient);
      gradients.add(backward.weightGradients().get());
      gradient = backward.inputGradient();
    }
    temporary.add(gradient);
    List<INDArray> alive = new ArrayList<>(List.of(samples.inputs(), samples.labels()));
    weights.forEach(alive::addAll);
    gradients.forEach(alive::addAll);
    Disposal.of(temporary, alive);
    Collections.reverse(gradients);
    return gradients;
  }

  private List<Pass> passes(
      List<List<INDArray>> weights, MicroBatch samples, List<INDArray> temporary) {
    List<Pass> passes = new ArrayList<>();
    INDArray value = samples.inputs().castTo(type);
    temporary.add(value);
    for (int stage = 0; stage < stages.size(); stage++) {
      Pass pass = stages.get(stage).forward(weights.get(stage), value, Phase.REPEATED);
      passes.add(pass);
      temporary.addAll(pass.kept());
      value = pass.output();
      temporary.add(value);
    }
    return passes;
  }
}
