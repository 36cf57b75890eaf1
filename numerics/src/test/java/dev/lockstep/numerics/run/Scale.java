package dev.lockstep.numerics.run;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Each feature times a weight of its own: the smallest layer there is. */
record Scale(int features, double first) implements Layer {

  @Override
  public List<Weight> weights() {
    return List.of(
        new Weight(
            "scale",
            List.of((long) features),
            (random, shape) -> Nd4j.valueArrayOf(shape, first),
            true));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    return inputShape;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    return new Scaled(input, input.mulRowVector(weights.get(0)));
  }

  private record Scaled(INDArray input, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      return new Backward(
          outputGradient.mulRowVector(weights.get(0)),
          () -> List.of(outputGradient.mul(input).sum(0)));
    }

    @Override
    public List<INDArray> kept() {
      return List.of(input);
    }
  }
}
