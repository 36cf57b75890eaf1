package dev.lockstep.numerics.tensor.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Reversible;
import dev.lockstep.numerics.tensor.ReversibleSequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Inputs from outputs. */
class T02_ReversibleBlockTest {

  /**
   * F = 2x, G = 3x + 1.
   *
   * <pre>
   *   x = (1, 2)    y1 = 1 + 2*2 = 5    y2 = 2 + 3*5 + 1 = 18     back: x2 = 18 - 16 = 2, x1 = 5 - 4 = 1
   *   dy = (10, 1)  dx1 = 10 + 3*1 = 13  dx2 = 1 + 2*13 = 27      dF = 2*13, 13   dG = 5*1, 1
   * </pre>
   */
  @Test
  void two_numbers_by_hand() {
    ReversibleBlock block = new ReversibleBlock(new Dense(1, 1), new Dense(1, 1));
    List<INDArray> weights =
        List.of(row(2), Nd4j.createFromArray(new double[] {0}), row(3), row(1).reshape(1));

    Pass pass = block.forward(weights, row(1, 2), Phase.TRAINING);
    Backward backward = pass.backward(weights, row(10, 1));

    GradientCheck.assertNumbers(pass.output(), 5, 18);
    GradientCheck.assertNumbers(block.input(weights, pass.output()), 1, 2);
    GradientCheck.assertNumbers(backward.inputGradient(), 13, 27);
    List<INDArray> gradients = backward.weightGradients().get();
    GradientCheck.assertNumbers(gradients.get(0), 26);
    GradientCheck.assertNumbers(gradients.get(1), 13);
    GradientCheck.assertNumbers(gradients.get(2), 5);
    GradientCheck.assertNumbers(gradients.get(3), 1);
  }

  @ParameterizedTest
  @EnumSource
  void derivatives(Normalisation normalisation) {
    GradientCheck.check(Blocks.reversible(4, normalisation), 2, 4, 3, 3);
  }

  @Test
  void derivatives_of_positions_with_features() {
    GradientCheck.check(new ReversibleBlock(new Dense(2, 2), new Dense(2, 2)), 2, 3, 4);
  }

  @ParameterizedTest
  @EnumSource
  void the_pass_of_an_output_is_that_of_the_forward(Normalisation normalisation) {
    Reversible stage =
        new ReversibleSequence(
            List.of(Blocks.reversible(8, normalisation), Blocks.reversible(8, normalisation)));
    INDArray input = GradientCheck.normal(new Random(1), 4, 8, 5, 5);
    INDArray gradient = GradientCheck.normal(new Random(2), 4, 8, 5, 5);
    List<INDArray> weights = GradientCheck.weights(stage, new Random(3));
    Pass forward = stage.forward(weights, input, Phase.TRAINING);
    List<INDArray> statistics = stage.statistics().stream().map(INDArray::dup).toList();

    Reversible.Reconstruction back = stage.reconstruct(weights, forward.output());

    assertClose(back.input(), input, 1e-9);
    Backward expected = forward.backward(weights, gradient);
    Backward found = back.pass().backward(weights, gradient);
    assertClose(found.inputGradient(), expected.inputGradient(), 1e-9);
    List<INDArray> gradients = found.weightGradients().get();
    List<INDArray> theirs = expected.weightGradients().get();
    for (int i = 0; i < gradients.size(); i++) {
      assertClose(gradients.get(i), theirs.get(i), 1e-9);
    }
    assertThat(stage.statistics()).isEqualTo(statistics);
  }

  @Test
  void floats_come_back_to_their_last_digits() {
    Layer block = Blocks.reversible(16, Normalisation.BATCH);
    INDArray input = GradientCheck.normal(new Random(1), 4, 16, 8, 8).castTo(DataType.FLOAT);
    List<INDArray> weights =
        block.weights().stream()
            .map(weight -> weight.draw(Nd4j.getRandomFactory().getNewRandomInstance(5)))
            .toList();
    INDArray output = block.forward(weights, input, Phase.TRAINING).output();

    assertClose(((Reversible) block).input(weights, output), input, 1e-5);
  }

  @Test
  void refuses_odd_channels() {
    assertThatThrownBy(() -> Blocks.reversible(4, Normalisation.BATCH).outputShape(5, 3, 3))
        .hasMessageStartingWith("[5, 3, 3] cannot be reversed");
  }

  /** The largest difference, as a part of the largest number. */
  private static void assertClose(INDArray found, INDArray expected, double share) {
    double largest = expected.amaxNumber().doubleValue();
    assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(share * largest);
  }

  private static INDArray row(double... values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }
}
