package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** All of a sample in one row, such as (channels, height, width) to features. */
public record Flatten() implements Layer {

  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    return new long[] {Arrays.stream(inputShape).reduce(1, Math::multiplyExact)};
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    return new Reshaped(input.shape(), input.reshape('c', input.size(0), -1));
  }

  /** Keeps nothing but the shape. */
  private record Reshaped(long[] shape, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      return new Backward(outputGradient.reshape('c', shape), List::of);
    }

    @Override
    public List<INDArray> kept() {
      return List.of();
    }
  }
}
