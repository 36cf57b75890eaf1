package dev.lockstep.numerics.tensor;

import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward that was carried out: its output, and all that the backward needs of it. It may be
 * stored, so it refers to no layer that has statistics.
 */
public interface Pass extends Serializable {

  /** The layer's output. */
  INDArray output();

  /**
   * Carries out the backward; may be called several times, with gradients of several losses.
   *
   * @param weights those to differentiate with, which need not be those of the forward
   * @param outputGradient gradient of a loss with respect to the output, of the output's shape
   */
  Backward backward(List<INDArray> weights, INDArray outputGradient);

  /** The tensors it holds beside its output. */
  List<INDArray> kept();

  /**
   * Whether backwards need the numbers of the output, or somebody else holds them. If not, a layer
   * that is made of others gives their memory back as soon as the next one has read them.
   */
  default boolean holdsOutput() {
    return true;
  }
}
