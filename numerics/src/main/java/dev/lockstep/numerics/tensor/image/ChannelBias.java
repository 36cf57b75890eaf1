package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.Backward;
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
 * A number for each channel, added to all of its pixels: the bias of a convolution that no
 * normalisation follows.
 *
 * @param channels of the images
 */
public record ChannelBias(int channels) implements Layer, Serializable {

  @Override
  public List<Weight> weights() {
    return List.of(new Weight("bias", List.of((long) channels), Initials.zeros(), false));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 3 || inputShape[0] != channels) {
      throw Tensors.refused("ChannelBias", "(%d, height, width)".formatted(channels), inputShape);
    }
    return inputShape;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    Tensors.images("ChannelBias", input);
    return new Shifted(input.add(weights.get(0).reshape('c', 1, channels, 1, 1)));
  }

  /** Keeps nothing. */
  private record Shifted(INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      return new Backward(outputGradient.dup('c'), () -> List.of(outputGradient.sum(0, 2, 3)));
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
