package dev.lockstep.numerics.run.value;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Pass;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the values of a schedule hold. */
public sealed interface Content {

  /**
   * An activation, or a stage's input.
   *
   * @param labels of the samples that it comes from
   */
  record Activation(INDArray tensor, INDArray labels) implements Content {}

  /** What a forward leaves for its backward. */
  record Stash(Pass pass, Activation input) implements Content {}

  /** A stage's input that is kept for a second forward, or returned to the stage below. */
  record StoredInput(Activation input) implements Content {}

  /**
   * Logits of a head, and what its backward needs.
   *
   * @param sources the activations that it reads
   * @param own which of them is its stage's
   */
  record Logits(Pass pass, List<INDArray> sources, int own, INDArray labels) implements Content {}

  /** Gradient of a loss with respect to a stage's input or output. */
  record Gradient(INDArray tensor) implements Content {}

  /** How a stage's output changes with a perturbation. */
  record Tangent(INDArray tensor) implements Content {}

  /** How the loss changes with a perturbation. */
  record Derivative(double perUnit) implements Content {}

  /** A backward whose weight gradients are still to be worked out. */
  record Pending(Backward backward) implements Content {}

  /** Weight gradients of a micro-batch. */
  record WeightGradient(int microBatch, List<INDArray> tensors) implements Content {}
}
