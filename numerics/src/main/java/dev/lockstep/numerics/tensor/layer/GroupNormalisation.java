package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Group normalisation of images: some channels of a sample at a time to mean zero and variance one,
 * then each channel scaled and shifted (Wu and He 2018, equation 7). It remembers nothing, and a
 * sample does not depend on the others of its micro-batch.
 *
 * @param channels of the images
 * @param groups into which channels are split
 */
public record GroupNormalisation(int channels, int groups) implements Layer {

  private static final double EPSILON = 1e-5;

  /** Checks that channels can be split so. */
  public GroupNormalisation {
    if (groups < 1 || channels < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "%d groups divide not %d channels. Maybe fewer groups?".formatted(groups, channels));
    }
  }

  @Override
  public List<Weight> weights() {
    List<Long> shape = List.of((long) channels);
    return List.of(
        new Weight("scale", shape, Initials.ones(), false),
        new Weight("shift", shape, Initials.zeros(), false));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 3 || inputShape[0] != channels) {
      throw Tensors.refused("GroupNormalisation", "(" + channels + ", height, width)", inputShape);
    }
    return inputShape;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    outputShape(Tensors.sample(input));
    INDArray grouped = grouped(input, groups);
    ChannelStatistics now = ChannelStatistics.of(grouped, EPSILON, 1);
    INDArray normalised = now.normalised().reshape('c', input.shape());
    INDArray output = normalised.mul(along(weights.get(0)));
    output.addi(along(weights.get(1)));
    return new Normalised(groups, normalised, now.inverse(), output);
  }

  /** One row for each group of each sample. */
  private static INDArray grouped(INDArray images, int groups) {
    return images.reshape('c', images.size(0) * groups, images.length() / images.size(0) / groups);
  }

  private static INDArray along(INDArray channels) {
    return channels.reshape('c', 1, channels.length(), 1, 1);
  }

  /** Keeps the normalised values. */
  private record Normalised(int groups, INDArray normalised, INDArray inverse, INDArray output)
      implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray scaled = outputGradient.mul(along(weights.get(0)));
      INDArray gradient =
          ChannelStatistics.gradient(
              grouped(scaled, groups), grouped(normalised, groups), inverse, 1);
      return new Backward(
          gradient.reshape('c', output.shape()),
          () -> {
            INDArray shift = outputGradient.sum(0, 2, 3);
            return List.of(
                ChannelStatistics.dot(outputGradient, normalised, shift, 0, 2, 3), shift);
          });
    }

    @Override
    public List<INDArray> kept() {
      return List.of(normalised, inverse);
    }

    @Override
    public boolean holdsOutput() {
      return false;
    }
  }
}
