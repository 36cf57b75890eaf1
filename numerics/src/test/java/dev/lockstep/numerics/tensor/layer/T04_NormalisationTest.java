package dev.lockstep.numerics.tensor.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Mean zero and variance one, over samples or over groups of channels. */
class T04_NormalisationTest {

  /**
   * Scale 10, shift 1; running statistics start at (0, 1) and take a tenth of the new ones.
   *
   * <pre>
   *   x       mean  variance  normalised        y          running mean  running variance
   *   2 and 6  4     4        -+ 2/sqrt(4+e)    1 -+ ~10   0.4           0.9 + 0.1 * 8 (divided by one less)
   * </pre>
   */
  @Test
  void two_samples_by_hand() {
    BatchNormalisation layer = new BatchNormalisation(1);
    List<INDArray> weights = List.of(vector(10), vector(1));
    INDArray input = Nd4j.createFromArray(2.0, 6.0).reshape(2, 1);
    double one = 2 / Math.sqrt(4 + 1e-5);

    Pass pass = layer.forward(weights, input, Phase.TRAINING);

    GradientCheck.assertNumbers(pass.output(), 1 - 10 * one, 1 + 10 * one);
    GradientCheck.assertNumbers(layer.statistics().get(0), 0.4);
    GradientCheck.assertNumbers(layer.statistics().get(1), 1.7);
  }

  @Test
  void a_repeated_forward_says_the_same_and_remembers_nothing() {
    BatchNormalisation layer = new BatchNormalisation(3);
    List<INDArray> weights = GradientCheck.weights(layer, new Random(1));
    INDArray input = GradientCheck.normal(new Random(2), 4, 3, 2, 2);
    INDArray first = layer.forward(weights, input, Phase.TRAINING).output();
    List<INDArray> before = layer.statistics().stream().map(INDArray::dup).toList();

    assertThat(layer.forward(weights, input, Phase.REPEATED).output()).isEqualTo(first);
    assertThat(layer.forward(weights, input, Phase.EVALUATION).output()).isNotEqualTo(first);
    assertThat(layer.statistics()).isEqualTo(before);
  }

  /** After 300 forwards of one micro-batch, 0.9 to the power of 300 is left of the start. */
  @Test
  void evaluation_comes_to_what_training_saw() {
    BatchNormalisation layer = new BatchNormalisation(2);
    List<INDArray> weights = GradientCheck.weights(layer, new Random(1));
    INDArray input = GradientCheck.normal(new Random(2), 5000, 2).muli(3).addi(7);
    INDArray trained = input;
    for (int i = 0; i < 300; i++) {
      trained = layer.forward(weights, input, Phase.TRAINING).output();
    }

    INDArray evaluated = layer.forward(weights, input, Phase.EVALUATION).output();

    // Variances are divided by 4999 instead of 5000.
    assertThat(evaluated.sub(trained).amaxNumber().doubleValue()).isLessThan(2e-3);
  }

  @Test
  void derivatives_of_batch_normalisation() {
    GradientCheck.check(new BatchNormalisation(3), 4, 3, 2, 3);
    GradientCheck.check(new BatchNormalisation(3), 4, 3);
    GradientCheck.check(new BatchNormalisation(3), Phase.REPEATED, 4, 3, 2, 3);
    GradientCheck.check(new BatchNormalisation(3), Phase.EVALUATION, 4, 3, 2, 3);
  }

  /**
   * One sample of two channels with one place each.
   *
   * <pre>
   *   groups  x      mean  variance  normalised
   *   1       2, 6   4     4         -+ 2/sqrt(4+e)
   *   2       2, 6   2, 6  0         0, 0
   * </pre>
   */
  @Test
  void groups_by_hand() {
    INDArray input = Nd4j.createFromArray(2.0, 6.0).reshape(1, 2, 1, 1);
    List<INDArray> weights =
        List.of(Nd4j.createFromArray(1.0, 1.0), Nd4j.createFromArray(0.0, 5.0));
    double one = 2 / Math.sqrt(4 + 1e-5);

    GradientCheck.assertNumbers(
        new GroupNormalisation(2, 1).forward(weights, input, Phase.TRAINING).output(),
        -one,
        5 + one);
    GradientCheck.assertNumbers(
        new GroupNormalisation(2, 2).forward(weights, input, Phase.TRAINING).output(), 0, 5);
  }

  @Test
  void derivatives_of_group_normalisation() {
    GradientCheck.check(new GroupNormalisation(4, 1), 2, 4, 2, 3);
    GradientCheck.check(new GroupNormalisation(4, 2), 2, 4, 2, 3);
    GradientCheck.check(new GroupNormalisation(4, 4), 2, 4, 2, 3);
  }

  @Test
  void samples_of_groups_are_independent() {
    GroupNormalisation layer = new GroupNormalisation(4, 2);
    List<INDArray> weights = GradientCheck.weights(layer, new Random(1));
    INDArray input = GradientCheck.normal(new Random(2), 3, 4, 2, 2);

    INDArray alone =
        layer.forward(weights, input.slice(1).reshape(1, 4, 2, 2), Phase.TRAINING).output();

    INDArray together = layer.forward(weights, input, Phase.TRAINING).output();
    assertThat(alone.distance2(together.slice(1).reshape(1, 4, 2, 2)))
        .isCloseTo(0, Offset.offset(1e-12));
  }

  @Test
  void refuses_what_does_not_fit() {
    assertThatThrownBy(() -> new GroupNormalisation(6, 4))
        .hasMessageStartingWith("4 groups divide not 6 channels. Maybe");
    assertThatThrownBy(() -> new BatchNormalisation(6).outputShape(4, 2, 2))
        .hasMessageStartingWith("BatchNormalisation takes 6 channels, not [4, 2, 2]. Maybe");
  }

  private static INDArray vector(double value) {
    return Nd4j.createFromArray(new double[] {value});
  }
}
