package dev.lockstep.numerics.data;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Samples with their labels. Immutable; may be read by several threads. */
public interface Samples {

  /** How many there are. */
  int count();

  /**
   * Some of them, as one micro-batch.
   *
   * @param numbers which, in the order in which they stand in the micro-batch
   * @param augmentation changes samples at random, as training data may be
   */
  MicroBatch microBatch(int[] numbers, RandomGenerator augmentation);

  /** Some of them, as they are. */
  MicroBatch microBatch(int[] numbers);

  /**
   * Samples in tensors.
   *
   * @param inputs (samples, ...), of 32-bit floats; numbers of tokens too
   * @param labels (samples) or (samples, positions), whole numbers from 0 as 32-bit floats
   */
  record MicroBatch(INDArray inputs, INDArray labels) {}
}
