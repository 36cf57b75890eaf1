package dev.lockstep.numerics.tensor.sequence;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.Initials;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Layer normalisation over the features of each position (Ba, Kiros, Hinton, arXiv 1607.06450,
 * section 3): {@code y = scale * (x - mean) / sqrt(variance + 1e-5) + shift}, the variance divided
 * by the number of features. ND4J's own operation adds nothing to the variance.
 *
 * @param features the last dimension
 */
public record LayerNormalisation(int features) implements Layer {

  private static final double EPSILON = 1e-5;

  @Override
  public List<Weight> weights() {
    List<Long> shape = List.of((long) features);
    return List.of(
        new Weight("scale", shape, Initials.ones(), false),
        new Weight("shift", shape, Initials.zeros(), false));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    Shapes.check("layer normalisation", features, inputShape);
    return inputShape;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    INDArray rows = Shapes.rows(input);
    INDArray mean = rows.mean(true, 1);
    INDArray normal = rows.subColumnVector(mean);
    INDArray squares = normal.mul(normal);
    INDArray inverse = Transforms.sqrt(squares.mean(true, 1).addi(EPSILON), false).rdivi(1);
    squares.close();
    mean.close();
    normal.muliColumnVector(inverse);
    INDArray output = normal.mulRowVector(weights.get(0)).addiRowVector(weights.get(1));
    return new Normalised(normal, inverse, output.reshape('c', input.shape()));
  }

  /** Keeps rows of mean 0 and variance 1, and what they were multiplied by. */
  private record Normalised(INDArray normal, INDArray inverse, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray gradient = Shapes.rows(outputGradient);
      INDArray result = gradient.mulRowVector(weights.get(0));
      INDArray along = result.mul(normal);
      INDArray slope = along.mean(true, 1);
      result.subiColumnVector(result.mean(true, 1));
      along.assign(normal).muliColumnVector(slope);
      result.subi(along).muliColumnVector(inverse);
      along.close();
      slope.close();
      return new Backward(
          result.reshape('c', outputGradient.shape()),
          () -> {
            INDArray products = gradient.mul(normal);
            INDArray scale = products.sum(0);
            products.close();
            return List.of(scale, gradient.sum(0));
          });
    }

    @Override
    public List<INDArray> kept() {
      return List.of(normal, inverse);
    }
  }
}
