package dev.lockstep.numerics.tensor;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;

/**
 * A weight that a layer needs.
 *
 * @param name what it is in its layer, such as {@code bias}
 * @param shape its dimensions
 * @param initial draws its first value, of the shape
 * @param decays whether weight decay is to act on it; usually not on biases and scales
 */
public record Weight(String name, List<Long> shape, Initial initial, boolean decays) {

  /** Draws a first value. */
  @FunctionalInterface
  public interface Initial {
    /**
     * A tensor of the shape.
     *
     * @param random the only source of randomness
     */
    INDArray draw(Random random, long... shape);
  }

  /** Copies the shape. */
  public Weight {
    shape = List.copyOf(shape);
  }

  /**
   * The same weight, named after the part that its layer is.
   *
   * @param part such as a place in a sequence
   */
  public Weight of(String part) {
    return new Weight(part + "." + name, shape, initial, decays);
  }

  /** A first value. */
  public INDArray draw(Random random) {
    return initial.draw(random, shape.stream().mapToLong(Long::longValue).toArray());
  }
}
