package dev.lockstep.numerics.tensor.sequence;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Initials;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A block of a decoder-only transformer, normalised before each part as GPT-2's: {@code x = x +
 * attention(norm(x))}, then {@code x = x + mlp(norm(x))}. It has {@code 12 f^2 + 13 f} numbers in
 * its weights.
 *
 * @param layers the whole block
 */
public record TransformerBlock(Sequence layers) implements Layer {

  private static final double SIGMA = 0.02;

  /**
   * A block of a network.
   *
   * @param features a multiple of the heads
   * @param depth how many blocks the network has: the more, the smaller the first values of what is
   *     added to the residual, by {@code 1 / sqrt(2 x depth)} (GPT-2, section 2.3)
   */
  public static TransformerBlock of(int features, int heads, int depth) {
    Weight.Initial added = Initials.normal(SIGMA / Math.sqrt(2.0 * depth));
    return new TransformerBlock(
        Sequence.of(
            new Residual(
                Sequence.of(
                    new LayerNormalisation(features), causalSelfAttention(features, heads, added))),
            new Residual(Sequence.of(new LayerNormalisation(features), mlp(features, added)))));
  }

  /**
   * Attention with its projections: queries, keys and values in one, and the output's.
   *
   * @param added first values of the output's projection
   */
  public static Sequence causalSelfAttention(int features, int heads, Weight.Initial added) {
    return Sequence.of(
        new Dense(features, 3 * features, Initials.normal(SIGMA)),
        new CausalAttention(features, heads),
        new Dense(features, features, added));
  }

  /**
   * Two dense layers with {@link Gelu} between them, where features are four times as many.
   *
   * @param added first values of the second
   */
  public static Sequence mlp(int features, Weight.Initial added) {
    return Sequence.of(
        new Dense(features, 4 * features, Initials.normal(SIGMA)),
        new Gelu(),
        new Dense(4 * features, features, added));
  }

  @Override
  public List<Weight> weights() {
    return layers.weights();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    return layers.outputShape(inputShape);
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    return layers.forward(weights, input, phase);
  }
}
