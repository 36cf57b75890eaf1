package dev.lockstep.numerics.tensor;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A backward: the gradient of the input at once, those of the weights when they are asked for, so
 * that input and weight gradients can be tasks of their own.
 *
 * @param inputGradient gradient with respect to the input, of its shape; an empty tensor if the
 *     input is not differentiable, as numbers of tokens are
 * @param weightGradients works out a gradient for each of the layer's weights, each summed over the
 *     samples as {@code outputGradient} weighs them; to be called once at most
 */
public record Backward(INDArray inputGradient, Later weightGradients) implements Serializable {

  /** Tensors that are worked out when they are asked for. A run may be stored before that. */
  @FunctionalInterface
  public interface Later extends Supplier<List<INDArray>>, Serializable {}
}
