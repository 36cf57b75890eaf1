package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.Initials;
import dev.lockstep.numerics.tensor.layer.Tensors;
import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A two-dimensional convolution of images, without bias, for a normalisation follows as a rule.
 *
 * <p>It is a sum of matrix products, one for each place of the kernel, over images whose channels
 * are the first dimension. ND4J's {@code conv2d} and {@code conv2d_bp} take 4 to 11 times as long
 * where oneDNN is not built in (16 channels of 32 x 32, 32 samples: 20 and 124 ms against 4.4 and
 * 10.8).
 *
 * @param inputs channels that come in
 * @param outputs channels that go out
 * @param kernel its height and width
 * @param stride of both dimensions
 * @param padding rows and columns of zeros on each side
 * @param groups into which channels are split, without connections between groups
 */
public record Convolution(int inputs, int outputs, int kernel, int stride, int padding, int groups)
    implements Layer, Serializable {

  /** Checks that it can be carried out. */
  public Convolution {
    if (inputs < 1 || outputs < 1 || kernel < 1 || stride < 1 || padding < 0 || groups < 1) {
      throw new IllegalArgumentException(
          "a convolution of %d to %d channels, kernel %d, stride %d, padding %d, groups %d makes no sense. Maybe two are swapped?"
              .formatted(inputs, outputs, kernel, stride, padding, groups));
    }
    if (inputs % groups != 0 || outputs % groups != 0) {
      throw new IllegalArgumentException(
          "%d groups divide not both %d and %d channels. Maybe fewer groups, or other widths?"
              .formatted(groups, inputs, outputs));
    }
  }

  /**
   * As large as its input at stride 1, half as large at stride 2; without groups.
   *
   * @param kernel odd
   */
  public static Convolution same(int inputs, int outputs, int kernel, int stride) {
    return new Convolution(inputs, outputs, kernel, stride, kernel / 2, 1);
  }

  @Override
  public List<Weight> weights() {
    List<Long> shape =
        List.of((long) outputs, (long) inputs / groups, (long) kernel, (long) kernel);
    return List.of(new Weight("kernel", shape, Initials.kaimingFanOut(), true));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 3
        || inputShape[0] != inputs
        || inputShape[1] + 2L * padding < kernel
        || inputShape[2] + 2L * padding < kernel) {
      String expected =
          "(%d, height, width) of at least %d".formatted(inputs, kernel - 2 * padding);
      throw Tensors.refused("Convolution", expected, inputShape);
    }
    return new long[] {outputs, across(inputShape[1]), across(inputShape[2])};
  }

  private long across(long size) {
    return (size + 2L * padding - kernel) / stride + 1;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    Tensors.images("Convolution", input);
    outputShape(input.size(1), input.size(2), input.size(3));
    return ConvolutionPass.of(this, input, weights.get(0));
  }
}
