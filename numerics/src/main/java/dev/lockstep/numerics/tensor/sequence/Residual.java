package dev.lockstep.numerics.tensor.sequence;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code y = x + branch(x)}, added in place.
 *
 * @param branch keeps the shape; its last layer has no need of its own output, as {@link
 *     dev.lockstep.numerics.tensor.layer.Dense}, its first none of the gradient it hands out
 */
record Residual(Layer branch) implements Layer {

  @Override
  public List<Weight> weights() {
    return branch.weights();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    long[] outputShape = branch.outputShape(inputShape);
    if (!Arrays.equals(outputShape, inputShape)) {
      throw new IllegalArgumentException(
          "a branch of %s makes %s and cannot be added"
              .formatted(Arrays.toString(inputShape), Arrays.toString(outputShape)));
    }
    return inputShape;
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    Pass pass = branch.forward(weights, input, phase);
    return new Added(pass, pass.output().addi(input));
  }

  @Override
  public List<INDArray> statistics() {
    return branch.statistics();
  }

  private record Added(Pass pass, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      Backward backward = pass.backward(weights, outputGradient);
      return new Backward(
          backward.inputGradient().addi(outputGradient), backward.weightGradients());
    }

    @Override
    public List<INDArray> kept() {
      return pass.kept();
    }
  }
}
