package dev.lockstep.numerics.run;

import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** A network of stages without schedule, tasks or values: what plain loops are written with. */
record PlainNetwork(List<Layer> stages, Loss loss) {

  /** First weights of all stages, drawn one after the other. */
  List<List<INDArray>> firstWeights(long seed, DataType type) {
    Random random = Nd4j.getRandomFactory().getNewRandomInstance(seed);
    List<List<INDArray>> all = new ArrayList<>();
    for (Layer stage : stages) {
      all.add(
          new ArrayList<>(stage.weights().stream().map(w -> w.draw(random).castTo(type)).toList()));
    }
    return all;
  }

  /** Forward through all stages. */
  List<Pass> forward(List<List<INDArray>> weights, INDArray input) {
    List<Pass> passes = new ArrayList<>();
    INDArray next = input;
    for (int stage = 0; stage < stages.size(); stage++) {
      Pass pass = stages.get(stage).forward(weights.get(stage), next, Phase.TRAINING);
      passes.add(pass);
      next = pass.output();
    }
    return passes;
  }

  /** Gradients of all weights on one micro-batch. */
  List<List<INDArray>> gradients(List<List<INDArray>> weights, MicroBatch samples) {
    return gradients(weights, weights, samples);
  }

  /** The same, going backward with other weights than forward. */
  List<List<INDArray>> gradients(
      List<List<INDArray>> forward, List<List<INDArray>> backward, MicroBatch samples) {
    return backward(forward(forward, samples.inputs()), backward, samples.labels(), 1);
  }

  /**
   * Backward from the loss through all stages.
   *
   * @param shrink factor of the gradient whenever it crosses into the stage below
   */
  List<List<INDArray>> backward(
      List<Pass> passes, List<List<INDArray>> weights, INDArray labels, double shrink) {
    List<List<INDArray>> gradients = new ArrayList<>();
    INDArray gradient = loss.of(passes.get(passes.size() - 1).output(), labels).gradient();
    for (int stage = stages.size() - 1; stage >= 0; stage--) {
      Backward backward = passes.get(stage).backward(weights.get(stage), gradient);
      gradients.add(0, backward.weightGradients().get());
      gradient = backward.inputGradient().mul(shrink);
    }
    return gradients;
  }

  /** A copy that nothing changes any more. */
  static List<List<INDArray>> copy(List<List<INDArray>> weights) {
    List<List<INDArray>> copy = new ArrayList<>();
    weights.forEach(stage -> copy.add(new ArrayList<>(stage.stream().map(INDArray::dup).toList())));
    return copy;
  }
}
