package dev.lockstep.numerics.tensor.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A body and a way around it. */
class T01_ResidualTest {

  /**
   * x = 3.
   *
   * <pre>
   *   body 2x + 1 = 7   shortcut x = 3   y = 10    dy = 5:  dx = 2*5 + 5 = 15   d(body) = 3*5, 5
   * </pre>
   */
  @Test
  void a_line_and_its_input_by_hand() {
    Residual residual = new Residual(new Dense(1, 1), Sequence.of());
    List<INDArray> weights = List.of(number(2).reshape(1, 1), number(1));

    Pass pass = residual.forward(weights, number(3).reshape(1, 1), Phase.TRAINING);
    Backward backward = pass.backward(weights, number(5).reshape(1, 1));

    GradientCheck.assertNumbers(pass.output(), 10);
    GradientCheck.assertNumbers(backward.inputGradient(), 15);
    GradientCheck.assertNumbers(backward.weightGradients().get().get(0), 15);
    GradientCheck.assertNumbers(backward.weightGradients().get().get(1), 5);
  }

  @ParameterizedTest
  @EnumSource
  void derivatives_of_blocks(Normalisation normalisation) {
    GradientCheck.check(Blocks.basic(2, 2, 1, normalisation), 2, 2, 3, 3);
    GradientCheck.check(Blocks.basic(2, 4, 2, normalisation), 2, 2, 4, 4);
    GradientCheck.check(Blocks.preActivation(2, 2, 1, normalisation), 2, 2, 3, 3);
    GradientCheck.check(Blocks.preActivation(2, 4, 2, normalisation), 2, 2, 4, 4);
    GradientCheck.check(Blocks.bottleneck(4, 2, 2, normalisation), 2, 4, 4, 4);
  }

  @Test
  void weights_are_named_after_parts() {
    assertThat(
            Blocks.preActivation(2, 4, 2, Normalisation.BATCH).weights().stream()
                .map(weight -> weight.name() + weight.shape()))
        .containsExactly(
            "0.scale[2]",
            "0.shift[2]",
            "2.body.0.kernel[4, 2, 3, 3]",
            "2.body.1.scale[4]",
            "2.body.1.shift[4]",
            "2.body.3.kernel[4, 4, 3, 3]",
            "2.shortcut.kernel[4, 2, 1, 1]");
    assertThat(Blocks.basic(2, 4, 2, Normalisation.BATCH).statistics()).hasSize(6);
  }

  @Test
  void refuses_a_shortcut_of_other_shape() {
    assertThatThrownBy(() -> new Residual(new Dense(2, 3), Sequence.of()).outputShape(2))
        .hasMessageStartingWith("of [2] the body makes [3] and the shortcut [2]. Maybe");
  }

  private static INDArray number(double value) {
    return Nd4j.createFromArray(new double[] {value});
  }
}
