package dev.lockstep.numerics.run;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Pass;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the values of a schedule hold. */
final class Content {

  private Content() {}

  /**
   * An activation, or a stage's input.
   *
   * @param labels of the samples that it comes from
   */
  record Activation(INDArray tensor, INDArray labels) {}

  /**
   * What a forward leaves for its backward.
   *
   * @param version of the weights that the micro-batch's first forward read
   */
  record Stash(Pass pass, Activation input, int version) {}

  /** A stage's input that is kept for a second forward. */
  record StoredInput(Activation input, int version) {}

  /** Logits of a head, and what its backward needs. */
  record Logits(Pass pass, List<INDArray> sources, int own, INDArray labels) {}

  /** Gradient of a loss with respect to a stage's input or output. */
  record Gradient(INDArray tensor) {}

  /** A backward whose weight gradients are still to be worked out. */
  record Pending(Backward backward, int version) {}

  /** Weight gradients of a micro-batch. */
  record WeightGradient(int microBatch, List<INDArray> tensors, int version) {}

  /** Weight gradients of a device's micro-batches. */
  record WeightGradients(List<WeightGradient> all) {}
}
