package dev.lockstep.numerics.tensor;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A part of a network. It holds no weights, so that one layer can be run with several versions of
 * them; what it holds, if anything, are running statistics for evaluation. Tensors have the samples
 * of a micro-batch along their first dimension; images are (samples, channels, height, width),
 * sequences (samples, positions, features).
 *
 * <p>No tensor that is handed in is ever changed.
 */
public interface Layer {

  /** The weights it needs, in the order in which they are handed in; none for many. */
  List<Weight> weights();

  /**
   * Shape of the output.
   *
   * @param inputShape shape of one sample's input, without the dimension of samples
   * @return shape of one sample's output
   * @throws IllegalArgumentException if the layer cannot take such an input, with both shapes
   */
  long[] outputShape(long... inputShape);

  /**
   * Carries out the forward.
   *
   * @param weights one tensor for each of {@link #weights()}
   * @param input of a micro-batch
   */
  Pass forward(List<INDArray> weights, INDArray input, Phase phase);

  /** Running statistics, which the forwards of training change in place; none for most layers. */
  default List<INDArray> statistics() {
    return List.of();
  }
}
