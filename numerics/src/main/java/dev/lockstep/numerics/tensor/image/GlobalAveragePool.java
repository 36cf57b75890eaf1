package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.Tensors;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The mean of each channel of images: (channels, height, width) to (channels). */
public record GlobalAveragePool() implements Layer {

  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 3) {
      throw Tensors.refused("GlobalAveragePool", "(channels, height, width)", inputShape);
    }
    return new long[] {inputShape[0]};
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    outputShape(Tensors.sample(input));
    return new Averaged(input.shape(), input.mean(2, 3));
  }

  /** Keeps nothing but the shape. */
  private record Averaged(long[] shape, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray gradient = Nd4j.create(output.dataType(), shape, 'c');
      gradient.addi(outputGradient.div(shape[2] * shape[3]).reshape('c', shape[0], shape[1], 1, 1));
      return new Backward(gradient, List::of);
    }

    @Override
    public List<INDArray> kept() {
      return List.of();
    }
  }
}
