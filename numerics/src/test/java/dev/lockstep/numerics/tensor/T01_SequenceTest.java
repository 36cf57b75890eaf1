package dev.lockstep.numerics.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Flatten;
import dev.lockstep.numerics.tensor.layer.Relu;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers one after the other. */
class T01_SequenceTest {

  private static final Sequence NETWORK =
      Sequence.of(new Flatten(), new Dense(6, 5), new Relu(), new Dense(5, 3));

  @Test
  void weights_are_named_after_places() {
    assertThat(NETWORK.weights().stream().map(weight -> weight.name() + weight.shape()))
        .containsExactly("1.weight[6, 5]", "1.bias[5]", "3.weight[5, 3]", "3.bias[3]");
    assertThat(NETWORK.outputShape(2, 3)).containsExactly(3);
  }

  /**
   *
   *
   * <pre>
   *   x = 3, layers y = 2x + 1 and z = -y + 4:  y = 7, z = -3
   *   dz = 10:  d(second) = (y, 1) dz = 70, 10;  dy = -10;  d(first) = (x, 1) dy = -30, -10;  dx = -20
   * </pre>
   */
  @Test
  void two_lines_by_hand() {
    Sequence lines = Sequence.of(new Dense(1, 1), new Dense(1, 1));
    List<INDArray> weights = List.of(matrix(2), vector(1), matrix(-1), vector(4));
    Pass pass = lines.forward(weights, matrix(3), Phase.TRAINING);
    GradientCheck.assertNumbers(pass.output(), -3);

    Backward backward = pass.backward(weights, matrix(10));

    GradientCheck.assertNumbers(backward.inputGradient(), -20);
    List<INDArray> gradients = backward.weightGradients().get();
    GradientCheck.assertNumbers(gradients.get(0), -30);
    GradientCheck.assertNumbers(gradients.get(1), -10);
    GradientCheck.assertNumbers(gradients.get(2), 70);
    GradientCheck.assertNumbers(gradients.get(3), 10);
  }

  /** As delayed gradients do: the forward's weights were 2 and -1, the backward's are 5 and 3. */
  @Test
  void a_backward_may_have_other_weights_than_the_forward() {
    Sequence lines = Sequence.of(new Dense(1, 1), new Dense(1, 1));
    Pass pass =
        lines.forward(
            List.of(matrix(2), vector(1), matrix(-1), vector(4)), matrix(3), Phase.TRAINING);

    Backward backward =
        pass.backward(List.of(matrix(5), vector(0), matrix(3), vector(0)), matrix(10));

    GradientCheck.assertNumbers(backward.inputGradient(), 150);
    GradientCheck.assertNumbers(backward.weightGradients().get().get(0), 90);
    GradientCheck.assertNumbers(backward.weightGradients().get().get(2), 70);
  }

  @Test
  void derivatives() {
    GradientCheck.check(NETWORK, 4, 2, 3);
  }

  @Test
  void what_is_kept_is_listed_once() {
    INDArray input = GradientCheck.normal(new Random(1), 4, 6);
    Sequence network = Sequence.of(new Dense(6, 5), new Relu(), new Dense(5, 3));
    List<INDArray> weights = GradientCheck.weights(network, new Random(2));

    Pass pass = network.forward(weights, input, Phase.TRAINING);

    assertThat(pass.kept()).hasSize(2).anyMatch(kept -> kept == input);
    assertThat(pass.kept().stream().mapToLong(INDArray::length)).containsExactly(24L, 20L);
  }

  @Test
  void without_layers_it_hands_on() {
    INDArray input = matrix(3);
    Pass pass = Sequence.of().forward(List.of(), input, Phase.TRAINING);

    assertThat(pass.output()).isSameAs(input);
    assertThat(pass.backward(List.of(), input).inputGradient()).isSameAs(input);
  }

  @Test
  void refuses_weights_of_other_layers() {
    assertThatThrownBy(() -> NETWORK.forward(List.of(vector(1)), Nd4j.ones(1, 6), Phase.TRAINING))
        .hasMessageStartingWith("1 weights were given, the layers have 4. Maybe");
  }

  private static INDArray matrix(double value) {
    return vector(value).reshape(1, 1);
  }

  private static INDArray vector(double value) {
    return Nd4j.createFromArray(new double[] {value});
  }
}
