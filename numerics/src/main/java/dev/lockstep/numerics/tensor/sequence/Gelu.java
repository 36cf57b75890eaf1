package dev.lockstep.numerics.tensor.sequence;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Gaussian error linear units in their tanh form (Hendrycks and Gimpel, arXiv 1606.08415, section
 * 2), as GPT-2 has them: {@code y = x / 2 * (1 + tanh(u))} with {@code u = sqrt(2 / pi) * (x +
 * 0.044715 x^3)}. That is {@code x * sigmoid(2 u)}, by which it is computed: ND4J's own operation
 * takes six times as long.
 */
public record Gelu() implements Layer {

  private static final double LINEAR = 2 * Math.sqrt(2 / Math.PI);
  private static final double CUBIC = LINEAR * 0.044715;

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
    INDArray gate = input.mul(input).muli(CUBIC).addi(LINEAR).muli(input);
    Transforms.sigmoid(gate, false);
    return new Gated(input, gate, input.mul(gate));
  }

  /** Keeps the sigmoid beside the input. */
  private record Gated(INDArray input, INDArray gate, INDArray output) implements Pass {

    /** The derivative is {@code s + x s (1 - s) (2 u)'}. */
    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray slope = input.mul(input).muli(3 * CUBIC).addi(LINEAR).muli(input).muli(gate);
      INDArray rest = gate.rsub(1);
      slope.muli(rest).addi(gate).muli(outputGradient);
      rest.close();
      return new Backward(slope, List::of);
    }

    @Override
    public List<INDArray> kept() {
      return List.of(input, gate);
    }
  }
}
