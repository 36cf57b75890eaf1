package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = x W + b over the last dimension, whatever comes before it: (samples, features) and (samples,
 * positions, features) alike.
 *
 * @param inputs features that come in
 * @param outputs features that go out
 * @param initial first values of W, of shape (inputs, outputs); b starts with zeros
 */
public record Dense(int inputs, int outputs, Weight.Initial initial) implements Layer {

  /** With the first values that PyTorch draws. */
  public Dense(int inputs, int outputs) {
    this(inputs, outputs, Initials.uniformFanIn());
  }

  @Override
  public List<Weight> weights() {
    return List.of(
        new Weight("weight", List.of((long) inputs, (long) outputs), initial, true),
        new Weight("bias", List.of((long) outputs), Initials.zeros(), false));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length == 0 || inputShape[inputShape.length - 1] != inputs) {
      throw Tensors.refused("Dense", inputs + " features in the last dimension", inputShape);
    }
    long[] shape = inputShape.clone();
    shape[shape.length - 1] = outputs;
    return shape;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    long[] shape = outputShape(input.shape());
    INDArray rows = input.reshape('c', -1, inputs);
    INDArray output = Tensors.product(rows, weights.get(0), false, false);
    output.addiRowVector(weights.get(1));
    return new Product(input, output.reshape('c', shape));
  }

  /** Keeps the input. */
  private record Product(INDArray input, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray matrix = weights.get(0);
      INDArray gradient = outputGradient.reshape('c', -1, matrix.size(1));
      INDArray inputGradient = Tensors.product(gradient, matrix, false, true);
      return new Backward(
          inputGradient.reshape('c', input.shape()),
          () -> {
            INDArray rows = input.reshape('c', -1, matrix.size(0));
            return List.of(Tensors.product(rows, gradient, true, false), gradient.sum(0));
          });
    }

    @Override
    public List<INDArray> kept() {
      return List.of(input);
    }

    @Override
    public boolean holdsOutput() {
      return false;
    }
  }
}
