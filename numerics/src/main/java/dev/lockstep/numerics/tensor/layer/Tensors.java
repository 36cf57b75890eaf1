package dev.lockstep.numerics.tensor.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** Small arithmetic that layers share; results are in row order, and the caller's. */
public final class Tensors {

  private Tensors() {}

  /** An empty tensor in row order, of the data type of another. */
  public static INDArray fresh(INDArray type, long... shape) {
    return Nd4j.createUninitialized(type.dataType(), shape, 'c');
  }

  /** An empty tensor in row order, of the shape and data type of another. */
  public static INDArray like(INDArray other) {
    return fresh(other, other.shape());
  }

  /**
   * Some numbers of a tensor in row order, in place. ND4J's own intervals are wrong for steps (1 to
   * 2 by 2 becomes 1 to 4), and slow.
   *
   * @param offset of the first number
   * @param strides from a number to the next, in each dimension
   */
  public static INDArray view(INDArray tensor, long offset, long[] shape, long[] strides) {
    return Nd4j.create(tensor.data(), shape, strides, tensor.offset() + offset, 'c');
  }

  /** The product of two matrices, each transposed first if asked for, in row order. */
  public static INDArray product(
      INDArray left, INDArray right, boolean turnLeft, boolean turnRight) {
    long rows = left.size(turnLeft ? 1 : 0);
    long columns = right.size(turnRight ? 0 : 1);
    INDArray result = fresh(left, rows, columns);
    product(left, right, result, 0, turnLeft, turnRight);
    return result;
  }

  /** Writes a product into a result, after that was multiplied with {@code before}. */
  public static void product(
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
  public static void images(String layer, INDArray input) {
    if (input.rank() != 4) {
      throw refused(layer, "(samples, channels, height, width)", input.shape());
    }
  }

  /** The shape of one sample. */
  public static long[] sample(INDArray input) {
    return Arrays.copyOfRange(input.shape(), 1, input.rank());
  }

  /**
   * Ones at labels, zeros elsewhere.
   *
   * @param labels whole numbers from 0, in any shape
   * @return (labels, classes), 32-bit floats
   * @throws IllegalArgumentException if a label is no class
   */
  public static INDArray oneHot(INDArray labels, long classes) {
    float[] numbers = labels.reshape(labels.length()).toFloatVector();
    float[] hits = new float[Math.toIntExact(numbers.length * classes)];
    for (int row = 0; row < numbers.length; row++) {
      float label = numbers[row];
      if (!(label >= 0 && label < classes && label == Math.rint(label))) {
        throw new IllegalArgumentException(
            "label %s of sample %d is no whole number from 0 to %d. Maybe a network of too few classes?"
                .formatted(label, row, classes - 1));
      }
      hits[Math.toIntExact(row * classes) + (int) label] = 1;
    }
    return Nd4j.createFromArray(hits).reshape('c', numbers.length, classes);
  }

  /** A shape of one sample behind a number of samples. */
  public static long[] behind(long samples, long... shape) {
    long[] all = new long[shape.length + 1];
    all[0] = samples;
    System.arraycopy(shape, 0, all, 1, shape.length);
    return all;
  }

  /** Refuses a shape of inputs. */
  public static IllegalArgumentException refused(String layer, String expected, long[] given) {
    return new IllegalArgumentException(
        "%s takes %s, not %s. Maybe a layer before it is missing?"
            .formatted(layer, expected, Arrays.toString(given)));
  }
}
