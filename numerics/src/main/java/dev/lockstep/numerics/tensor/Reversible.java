package dev.lockstep.numerics.tensor;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer whose input follows from its output, so that a backward needs nothing kept. */
public interface Reversible extends Layer {

  /**
   * Works out the input, and a pass as the forward would have given.
   *
   * @param weights those to go back with, which need not be those of the forward
   * @param output of the layer
   */
  Reconstruction reconstruct(List<INDArray> weights, INDArray output);

  /** Works out the input alone. */
  default INDArray input(List<INDArray> weights, INDArray output) {
    return reconstruct(weights, output).input();
  }

  /**
   * What follows from an output.
   *
   * @param input of the layer
   * @param pass ready for backwards; nothing was remembered for evaluation
   */
  record Reconstruction(INDArray input, Pass pass) {}
}
