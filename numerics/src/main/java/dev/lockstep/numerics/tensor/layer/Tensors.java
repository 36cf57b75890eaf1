package dev.lockstep.numerics.tensor.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** Small arithmetic that several layers share. */
final class Tensors {

  private Tensors() {}

  /** An empty tensor in row order, of the data type of another. */
  static INDArray fresh(INDArray type, long... shape) {
    return Nd4j.createUninitialized(type.dataType(), shape, 'c');
  }

  /** An empty tensor in row order, of the shape and data type of another. */
  static INDArray like(INDArray other) {
    return fresh(other, other.shape());
  }

  /** The product of two matrices, each transposed first if asked for, in row order. */
  static INDArray product(INDArray left, INDArray right, boolean turnLeft, boolean turnRight) {
    long rows = left.size(turnLeft ? 1 : 0);
    long columns = right.size(turnRight ? 0 : 1);
    INDArray result = fresh(left, rows, columns);
    product(left, right, result, 0, turnLeft, turnRight);
    return result;
  }

  /** Writes a product into a result, after that was multiplied with {@code before}. */
  static void product(
      INDArray left,
      INDArray right,
      INDArray result,
      double before,
      boolean turnLeft,
      boolean turnRight) {
    Mmul product = new Mmul(left, right, 1.0, before, turnLeft, turnRight, false);
    product.addOutputArgument(result);
    Nd4j.exec(product);
  }

  /** Refuses what is no micro-batch of images. */
  static void images(String layer, INDArray input) {
    if (input.rank() != 4) {
      throw refused(layer, "(samples, channels, height, width)", input.shape());
    }
  }

  /** A shape of one sample behind a number of samples. */
  static long[] behind(long samples, long... shape) {
    long[] all = new long[shape.length + 1];
    all[0] = samples;
    System.arraycopy(shape, 0, all, 1, shape.length);
    return all;
  }

  /** Refuses a shape of inputs. */
  static IllegalArgumentException refused(String layer, String expected, long[] given) {
    return new IllegalArgumentException(
        "%s takes %s, not %s. Maybe a layer before it is missing?"
            .formatted(layer, expected, Arrays.toString(given)));
  }
}
