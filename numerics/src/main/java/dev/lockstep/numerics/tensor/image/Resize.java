package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.Tensors;
import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images of another size, by bilinear interpolation between pixels' centres, the outermost of which
 * stay where they are ({@code align_corners}). Each dimension is a product with a matrix; ND4J's
 * own operation has no derivative.
 *
 * @param height rows that come out
 * @param width columns that come out
 */
public record Resize(int height, int width) implements Layer, Serializable {

  /** Checks sizes. */
  public Resize {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "images of %d x %d have no pixels. Maybe 8 and 8?".formatted(height, width));
    }
  }

  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 3) {
      throw Tensors.refused("Resize", "(channels, height, width)", inputShape);
    }
    return new long[] {inputShape[0], height, width};
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    Tensors.images("Resize", input);
    INDArray output =
        alongBoth(
            input,
            interpolation((int) input.size(2), height, input),
            interpolation((int) input.size(3), width, input),
            false);
    return new Resized(input.shape(), output);
  }

  /**
   * What each pixel of a row is made of.
   *
   * @return (to, from), rows of sum 1
   */
  private static INDArray interpolation(int from, int to, INDArray type) {
    double[][] shares = new double[to][from];
    for (int pixel = 0; pixel < to; pixel++) {
      double place = to == 1 ? 0 : (double) pixel * (from - 1) / (to - 1);
      int left = (int) place;
      shares[pixel][left] += 1 - (place - left);
      shares[pixel][Math.min(left + 1, from - 1)] += place - left;
    }
    return Nd4j.createFromArray(shares).castTo(type.dataType());
  }

  /** Columns first, then rows, each with a matrix (to, from), or back with what it is turned. */
  private static INDArray alongBoth(
      INDArray images, INDArray rows, INDArray columns, boolean back) {
    INDArray wide = turned(along(images, columns, back));
    return turned(along(wide, rows, back));
  }

  /** The last dimension as a matrix makes it. */
  private static INDArray along(INDArray images, INDArray matrix, boolean back) {
    long[] shape = images.shape().clone();
    shape[3] = matrix.size(back ? 1 : 0);
    INDArray lines = images.reshape('c', -1, images.size(3));
    return Tensors.product(lines, matrix, false, !back).reshape('c', shape);
  }

  private static INDArray turned(INDArray images) {
    return images.permute(0, 1, 3, 2).dup('c');
  }

  /** Keeps nothing but the size of what came in. */
  private record Resized(long[] shape, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray rows = interpolation((int) shape[2], (int) output.size(2), output);
      INDArray columns = interpolation((int) shape[3], (int) output.size(3), output);
      return new Backward(alongBoth(outputGradient, rows, columns, true), List::of);
    }

    @Override
    public List<INDArray> kept() {
      return List.of();
    }

    @Override
    public boolean holdsOutput() {
      return false;
    }
  }
}
