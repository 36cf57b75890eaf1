package dev.lockstep.numerics.optimizer.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.Sgd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a late gradient makes up for. */
class T03_SpikeCompensatedSgdTest {

  /** Momentum a half and delay 2: a = 1/4, b = 1 + 1/2. The first step is 1.75 gradients long. */
  @Test
  void aStepByHand() {
    SpikeCompensatedSgd optimizer = SpikeCompensatedSgd.of(0.5, 2, 0);
    List<INDArray> weights = List.of(T01_WeightPredictionTest.pair(1, 2));

    optimizer
        .start(T01_WeightPredictionTest.WEIGHTS)
        .step(weights, List.of(T01_WeightPredictionTest.pair(1, -2)), 0.1);

    assertThat(optimizer.velocityShare()).isEqualTo(0.25);
    assertThat(optimizer.gradientShare()).isEqualTo(1.5);
    assertThat(weights.get(0).toDoubleVector())
        .containsExactly(new double[] {1 - 0.175, 2 + 0.35}, within(1e-12));
  }

  @Test
  void withoutDelayItIsPlainMomentum() {
    assertThat(run(SpikeCompensatedSgd.of(0.9, 0, 0.1)).toDoubleVector())
        .containsExactly(run(new Sgd(0.9, false, 0.1)).toDoubleVector());
  }

  private static INDArray run(Optimizer optimizer) {
    List<INDArray> weights = List.of(T01_WeightPredictionTest.pair(1, 2));
    Optimizer.Memory memory = optimizer.start(T01_WeightPredictionTest.WEIGHTS);
    for (int t = 0; t < 20; t++) {
      memory.step(weights, List.of(gradient(t)), 0.1);
    }
    return weights.get(0);
  }

  private static INDArray gradient(int t) {
    return T01_WeightPredictionTest.pair(Math.sin(t), Math.cos(3.0 * t));
  }

  @ParameterizedTest
  @CsvSource({"0.9, 4, 0", "0.9, 4, 0.1", "0, 3, 0"})
  void twentyStepsAreThoseOfTheFormula(double momentum, double delay, double decay) {
    double a = Math.pow(momentum, delay);
    double b = (1 - a) / (1 - momentum);
    double[] w = {1, 2};
    double[] v = {0, 0};
    for (int t = 0; t < 20; t++) {
      for (int i = 0; i < 2; i++) {
        double g = gradient(t).getDouble(i) + decay * w[i];
        v[i] = momentum * v[i] + g;
        w[i] -= 0.1 * (a * v[i] + b * g);
      }
    }

    assertThat(run(SpikeCompensatedSgd.of(momentum, delay, decay)).toDoubleVector())
        .containsExactly(w, within(1e-12));
  }

  /** One gradient, then none: in the end all of {@code 1 / (1 - m)} has been applied. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 4", "0.5, 1", "0.8, 7", "0.9, 6", "0.99, 14"})
  void theWholeOfAnImpulseStays(double momentum, double delay) {
    Optimizer.Memory memory =
        SpikeCompensatedSgd.of(momentum, delay, 0).start(T01_WeightPredictionTest.WEIGHTS);
    List<INDArray> weights = List.of(T01_WeightPredictionTest.pair(0, 0));
    memory.step(weights, List.of(T01_WeightPredictionTest.pair(1, -1)), 1);
    for (int t = 0; t < 3000; t++) {
      memory.step(weights, List.of(T01_WeightPredictionTest.pair(0, 0)), 1);
    }

    double whole = 1 / (1 - momentum);
    assertThat(weights.get(0).toDoubleVector())
        .containsExactly(new double[] {-whole, whole}, within(1e-9));
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertThatThrownBy(() -> SpikeCompensatedSgd.of(0.9, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delay of -1.0");
    assertThatThrownBy(() -> SpikeCompensatedSgd.of(1, 2, 0)).hasMessageContaining("momentum 1.0");
  }
}
