package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Weight;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * First values of weights. They are always 32-bit floats, so that a seed means the same network in
 * every precision; who trains in another precision casts them.
 */
public final class Initials {

  private Initials() {}

  /** Zeros, as biases start. */
  public static Weight.Initial zeros() {
    return (random, shape) -> Nd4j.zeros(DataType.FLOAT, shape);
  }

  /** Ones, as scales start. */
  public static Weight.Initial ones() {
    return (random, shape) -> Nd4j.ones(DataType.FLOAT, shape);
  }

  /**
   * Normal values of mean zero.
   *
   * @param sigma their standard deviation
   */
  public static Weight.Initial normal(double sigma) {
    return (random, shape) -> {
      INDArray target = Nd4j.createUninitialized(DataType.FLOAT, shape);
      return Nd4j.getExecutioner().exec(new GaussianDistribution(target, 0, sigma), random);
    };
  }

  /**
   * Normal values of variance 2 / fan-out, fan-out being outputs x height x width of a kernel (He
   * et al. 2015, section 2.2, backward case), for kernels (outputs, inputs, height, width).
   */
  public static Weight.Initial kaimingFanOut() {
    return (random, shape) -> {
      double fanOut = shape[0];
      for (int dimension = 2; dimension < shape.length; dimension++) {
        fanOut *= shape[dimension];
      }
      return normal(Math.sqrt(2 / fanOut)).draw(random, shape);
    };
  }

  /**
   * Uniform values within 1 / sqrt(inputs) of zero, as PyTorch's {@code Linear} starts, for weights
   * (inputs, outputs).
   */
  public static Weight.Initial uniformFanIn() {
    return (random, shape) -> {
      double bound = 1 / Math.sqrt((double) shape[0]);
      INDArray target = Nd4j.createUninitialized(DataType.FLOAT, shape);
      return Nd4j.getExecutioner().exec(new UniformDistribution(target, -bound, bound), random);
    };
  }
}
