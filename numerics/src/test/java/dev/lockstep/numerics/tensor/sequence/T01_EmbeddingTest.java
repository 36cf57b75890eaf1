package dev.lockstep.numerics.tensor.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tokens to features. */
class T01_EmbeddingTest {

  private static final INDArray TOKENS = Nd4j.createFromArray(new float[][] {{2, 0}, {2, 2}});
  private static final INDArray TABLE =
      Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}, {5, 6}});

  /**
   *
   *
   * <pre>
   * row 0: 1 2     sequence 2 0 : 5 6, 1 2
   * row 1: 3 4     sequence 2 2 : 5 6, 5 6
   * row 2: 5 6
   * </pre>
   */
  @Test
  void aTokenIsARowOfTheTable() {
    Pass pass = new Embedding(3, 0, 2).forward(List.of(TABLE), TOKENS, Phase.TRAINING);

    assertThat(pass.output().shape()).containsExactly(2, 2, 2);
    GradientCheck.assertNumbers(pass.output(), 5, 6, 1, 2, 5, 6, 5, 6);
  }

  /** Row 0 at the second position only, row 1 never, row 2 at the three others. */
  @Test
  void aRowsGradientIsTheSumOverItsTokens() {
    Pass pass = new Embedding(3, 0, 2).forward(List.of(TABLE), TOKENS, Phase.TRAINING);

    Backward backward =
        pass.backward(
            List.of(TABLE),
            Nd4j.createFromArray(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}));

    assertThat(backward.inputGradient().isEmpty()).isTrue();
    GradientCheck.assertNumbers(backward.weightGradients().get().get(0), 3, 4, 0, 0, 13, 16);
  }

  /** Two of three positions are used. */
  @Test
  void aPositionHasARowOfItsOwn() {
    INDArray places = Nd4j.createFromArray(new double[][] {{10, 20}, {30, 40}, {50, 60}});
    Pass pass = new Embedding(3, 3, 2).forward(List.of(TABLE, places), TOKENS, Phase.TRAINING);

    GradientCheck.assertNumbers(pass.output(), 15, 26, 31, 42, 15, 26, 35, 46);
    Backward backward =
        pass.backward(
            List.of(TABLE, places),
            Nd4j.createFromArray(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}));
    GradientCheck.assertNumbers(backward.weightGradients().get().get(1), 6, 8, 10, 12, 0, 0);
  }

  @Test
  void gradientsOfBothTablesAreThoseOfDifferences() {
    Embedding layer = new Embedding(5, 4, 3);
    Random random = new Random(3);
    INDArray tokens = Nd4j.createFromArray(new float[][] {{4, 0, 1}, {1, 1, 3}});
    List<INDArray> weights = GradientCheck.weights(layer, random);
    INDArray gradient = GradientCheck.normal(random, 2, 3, 3);
    List<INDArray> derivatives =
        layer
            .forward(weights, tokens, Phase.TRAINING)
            .backward(weights, gradient)
            .weightGradients()
            .get();

    GradientCheck.check(
        "token",
        weights.get(0),
        derivatives.get(0),
        moved -> value(layer, List.of(moved, weights.get(1)), tokens, gradient));
    GradientCheck.check(
        "position",
        weights.get(1),
        derivatives.get(1),
        moved -> value(layer, List.of(weights.get(0), moved), tokens, gradient));
  }

  private static double value(
      Embedding layer, List<INDArray> weights, INDArray tokens, INDArray gradient) {
    INDArray output = layer.forward(weights, tokens, Phase.TRAINING).output();
    return output.mul(gradient).sumNumber().doubleValue();
  }

  @Test
  void unknownTokensAndLongSequencesAreRefused() {
    Embedding layer = new Embedding(3, 2, 2);
    List<INDArray> weights = List.of(TABLE, TABLE);

    INDArray unknown = Nd4j.createFromArray(new float[][] {{3}});
    assertThatThrownBy(() -> layer.forward(weights, unknown, Phase.TRAINING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token 3.0 in a vocabulary of 3");
    INDArray half = Nd4j.createFromArray(new float[][] {{0.5f}});
    assertThatThrownBy(() -> layer.forward(weights, half, Phase.TRAINING))
        .hasMessageContaining("token 0.5");
    assertThatThrownBy(() -> layer.outputShape(3)).hasMessageContaining("at most 2, not [3]");
  }
}
