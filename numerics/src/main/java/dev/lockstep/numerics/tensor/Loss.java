package dev.lockstep.numerics.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A loss over the samples of a micro-batch. */
@FunctionalInterface
public interface Loss {

  /**
   * Its value, and its gradient.
   *
   * @param outputs a network's or an auxiliary head's: (samples, classes), or (samples, positions,
   *     classes)
   * @param labels what they should have been: (samples), or (samples, positions)
   */
  Value of(INDArray outputs, INDArray labels);

  /**
   * A loss of a micro-batch.
   *
   * @param mean over its samples (and positions)
   * @param gradient of that mean with respect to the outputs, of their shape
   * @param correct how many samples (or positions) have their largest output at their label
   * @param count how many samples (or positions) there are
   */
  record Value(double mean, INDArray gradient, long correct, long count) {}
}
