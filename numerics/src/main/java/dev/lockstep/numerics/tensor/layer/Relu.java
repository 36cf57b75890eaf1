package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/** y = max(x, 0), with derivative 0 at 0. Keeps its output alone. */
public record Relu() implements Layer {

  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    return inputShape;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    INDArray output = Tensors.like(input);
    Nd4j.getExecutioner().exec(new RectifiedLinear(input, output, 0.0));
    return new Positive(output);
  }

  /** The output's sign is 1 where the input was positive, else 0; faster than ND4J's derivative. */
  private record Positive(INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray gradient = Tensors.like(output);
      Nd4j.getExecutioner().exec(new Sign(output, gradient));
      return new Backward(gradient.muli(outputGradient), List::of);
    }

    @Override
    public List<INDArray> kept() {
      return List.of();
    }
  }
}
