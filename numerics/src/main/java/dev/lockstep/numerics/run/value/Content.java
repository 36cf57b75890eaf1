package dev.lockstep.numerics.run.value;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Pass;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the values of a schedule hold. */
public sealed interface Content extends Serializable {

  /** The tensors that it keeps alive. */
  List<INDArray> tensors();

  /**
   * An activation, or a stage's input.
   *
   * @param labels of the samples that it comes from
   * @param samples micro-batch of these samples, which a replay buffer may hold for later ones
   */
  record Activation(INDArray tensor, INDArray labels, int samples) implements Content {

    /** What was worked out from it. */
    public Activation to(INDArray other) {
      return new Activation(other, labels, samples);
    }

    @Override
    public List<INDArray> tensors() {
      return List.of(tensor);
    }
  }

  /** What a forward leaves for its backward. */
  record Stash(Pass pass, Activation input) implements Content {

    @Override
    public List<INDArray> tensors() {
      return joined(pass.kept(), List.of(pass.output(), input.tensor()));
    }
  }

  /** A stage's input that is kept for a second forward, or returned to the stage below. */
  record StoredInput(Activation input) implements Content {

    @Override
    public List<INDArray> tensors() {
      return input.tensors();
    }
  }

  /**
   * Logits of a head, and what its backward needs.
   *
   * @param sources the activations that it reads
   * @param own which of them is its stage's
   */
  record Logits(Pass pass, List<Activation> sources, int own) implements Content {

    /** The output of its own stage. */
    public Activation source() {
      return sources.get(own);
    }

    @Override
    public List<INDArray> tensors() {
      List<INDArray> read = sources.stream().map(Activation::tensor).toList();
      return joined(joined(pass.kept(), List.of(pass.output())), read);
    }
  }

  /** Gradient of a loss with respect to a stage's input or output. */
  record Gradient(INDArray tensor) implements Content {

    @Override
    public List<INDArray> tensors() {
      return List.of(tensor);
    }
  }

  /** How a stage's output changes with a perturbation. */
  record Tangent(INDArray tensor) implements Content {

    @Override
    public List<INDArray> tensors() {
      return List.of(tensor);
    }
  }

  /** How the loss changes with a perturbation. */
  record Derivative(double perUnit) implements Content {

    @Override
    public List<INDArray> tensors() {
      return List.of();
    }
  }

  /**
   * A backward whose weight gradients are still to be worked out.
   *
   * @param tensors all that this takes
   */
  record Pending(Backward backward, List<INDArray> tensors) implements Content {}

  /** Weight gradients of a micro-batch. */
  record WeightGradient(int microBatch, List<INDArray> tensors) implements Content {}

  private static List<INDArray> joined(List<INDArray> some, List<INDArray> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
