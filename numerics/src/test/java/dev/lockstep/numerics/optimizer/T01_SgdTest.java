package dev.lockstep.numerics.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradient descent, from a step by hand to twenty beside a loop over plain numbers. */
class T01_SgdTest {

  /** Weights 1, -2 and 0.5; a rate of 0.1. */
  @Test
  void withoutMomentumAWeightGoesAgainstItsGradient() {
    Trial trial = new Trial(Sgd.plain());

    trial.step(0.1, 1, 2, 3);

    trial.shows(1 - 0.1, -2 - 0.2, 0.5 - 0.3);
  }

  /** Velocities 1, 2, 3 and then 0.9 x 1 + 1, 0.9 x 2, 0.9 x 3 - 3. */
  @Test
  void momentumRemembersGradients() {
    Trial trial = new Trial(new Sgd(0.9, false, 0));

    trial.step(0.1, 1, 2, 3);
    trial.step(0.1, 1, 0, -3);

    trial.shows(1 - 0.1 - 0.19, -2 - 0.2 - 0.18, 0.5 - 0.3 + 0.03);
    assertThat(trial.memory().steps()).isEqualTo(2);
  }

  /** The first step goes by {@code g + 0.9 g}. */
  @Test
  void nesterovLooksAhead() {
    Trial trial = new Trial(new Sgd(0.9, true, 0));

    trial.step(0.1, 1, 2, 3);

    trial.shows(1 - 0.19, -2 - 0.38, 0.5 - 0.57);
  }

  /** A tenth of 1 and of -2 joins their gradients; the bias does not decay. */
  @Test
  void onlyWeightsThatDecayDecay() {
    Trial trial = new Trial(new Sgd(0.9, false, 0.1));

    trial.step(0.1, 1, 2, 3);

    trial.shows(1 - 0.1 * 1.1, -2 - 0.1 * 1.8, 0.5 - 0.3);
  }

  /** Prediction follows the velocity: 1, 2, 3, then 1.9, 1.8, -0.3. */
  @Test
  void theExpectedStepIsThatOfTheVelocity() {
    Trial trial = new Trial(new Sgd(0.9, false, 0));
    assertThat(trial.expected(0.1)).containsExactly(0, 0, 0);

    trial.step(0.1, 1, 2, 3);
    assertThat(trial.expected(0.1)).containsExactly(new double[] {0.1, 0.2, 0.3}, within(1e-12));

    trial.step(0.1, 1, 0, -3);
    assertThat(trial.expected(0.5)).containsExactly(new double[] {0.95, 0.9, -0.15}, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0, false, 0", "0.9, false, 0", "0.9, false, 0.05", "0.9, true, 0.05"})
  void twentyStepsAreThoseOfTheFormula(double momentum, boolean nesterov, double decay) {
    Trial trial = new Trial(new Sgd(momentum, nesterov, decay));
    trial.run(0, 20, 0.05);

    double[] w = Trial.START.clone();
    double[] v = new double[w.length];
    for (int t = 0; t < 20; t++) {
      for (int i = 0; i < w.length; i++) {
        double g = Trial.gradient(t, w[i]) + (i < 2 ? decay * w[i] : 0);
        v[i] = momentum * v[i] + g;
        w[i] -= 0.05 * (nesterov ? g + momentum * v[i] : v[i]);
      }
    }
    trial.shows(w);
  }

  @Test
  void gradientsStayAsTheyAre() {
    INDArray gradient = Nd4j.createFromArray(1.0, 2.0);
    Optimizer.Memory memory = new Sgd(0.9, true, 0.1).start(Trial.WEIGHTS.subList(0, 1));

    memory.step(List.of(Nd4j.createFromArray(5.0, 6.0)), List.of(gradient), 0.1);

    assertThat(gradient.toDoubleVector()).containsExactly(1, 2);
  }

  /** In the type of the weights, so that 32-bit weights stay so. */
  @Test
  void memoryHasTheTypeOfTheWeights() {
    Optimizer.Memory memory = new Sgd(0.9, false, 0).start(Trial.WEIGHTS.subList(0, 1));
    INDArray weight = Nd4j.createFromArray(1f, 2f);

    memory.step(List.of(weight), List.of(Nd4j.createFromArray(1f, 1f)), 0.5);

    assertThat(weight.toFloatVector()).containsExactly(0.5f, 1.5f);
    assertThat(memory.tensors().get(0).dataType()).isEqualTo(DataType.FLOAT);
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Sgd(1, false, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("momentum 1.0");
    assertThatThrownBy(() -> new Sgd(0, true, 0)).hasMessageContaining("Nesterov");
    assertThatThrownBy(() -> new Sgd(0, false, -1)).hasMessageContaining("weight decay -1.0");
  }
}
