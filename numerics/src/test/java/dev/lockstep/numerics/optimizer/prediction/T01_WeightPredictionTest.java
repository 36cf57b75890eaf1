package dev.lockstep.numerics.optimizer.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.optimizer.Adam;
import dev.lockstep.numerics.optimizer.AdamW;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One weight of two numbers, that starts at 1 and 2. */
class T01_WeightPredictionTest {

  static final List<Weight> WEIGHTS =
      List.of(new Weight("weight", List.of(2L), (random, shape) -> Nd4j.zeros(shape), true));

  static INDArray pair(double first, double second) {
    return Nd4j.createFromArray(first, second);
  }

  private static void shows(List<INDArray> tensors, double... expected) {
    assertThat(tensors).hasSize(1);
    assertThat(tensors.get(0).toDoubleVector()).containsExactly(expected, within(1e-12));
  }

  @Test
  void beforeTheFirstUpdateNothingIsForetold() {
    Optimizer.Memory memory = new Sgd(0.9, false, 0).start(WEIGHTS);

    shows(WeightPrediction.predict(List.of(pair(1, 2)), memory, 0.1, 3), 1, 2);
  }

  /**
   * SpecTrain. Gradients 1, -1, then 1, 1: velocity 1.9, 0.1; weights 1 - 0.1 - 0.19 and 2 + 0.1 -
   * 0.01. Three more such steps at rate 0.1 are -0.57 and -0.03.
   */
  @Test
  void momentumGoesOn() {
    List<INDArray> weights = List.of(pair(1, 2));
    Optimizer.Memory memory = new Sgd(0.9, false, 0).start(WEIGHTS);
    memory.step(weights, List.of(pair(1, -1)), 0.1);
    memory.step(weights, List.of(pair(1, 1)), 0.1);

    shows(WeightPrediction.predict(weights, memory, 0.1, 3), 0.71 - 0.57, 2.09 - 0.03);
    shows(weights, 0.71, 2.09);
  }

  /** XPipe. After one step of Adam, each further one is the rate long. */
  @Test
  void adamGoesOn() {
    List<INDArray> weights = List.of(pair(1, 2));
    Optimizer.Memory memory = new Adam(0.9, 0.999, 1e-12, 0).start(WEIGHTS);
    memory.step(weights, List.of(pair(5, -0.5)), 0.1);

    List<INDArray> predicted = WeightPrediction.predict(weights, memory, 0.2, 2);

    double[] expected = {0.9 - 0.4, 2.1 + 0.4};
    assertThat(predicted.get(0).toDoubleVector()).containsExactly(expected, within(1e-9));
  }

  /** PipeOptim with AdamW. Without gradients, the decay alone goes on: half a tenth of 0.95. */
  @Test
  void decoupledDecayGoesOn() {
    List<INDArray> weights = List.of(pair(1, 2));
    Optimizer.Memory memory = new AdamW(0.9, 0.999, 1e-8, 0.5).start(WEIGHTS);
    memory.step(weights, List.of(pair(0, 0)), 0.1);

    shows(WeightPrediction.predict(weights, memory, 0.1, 1), 0.95 - 0.0475, 1.9 - 0.095);
  }

  /** While gradients stay the same, the velocity does. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void itIsExactWhereTheVelocityHasSettled(int updates) {
    List<INDArray> weights = List.of(pair(1, 2));
    Optimizer.Memory memory = new Sgd(0.5, false, 0).start(WEIGHTS);
    for (int i = 0; i < 60; i++) {
      memory.step(weights, List.of(pair(1, -3)), 0.01);
    }
    INDArray predicted = WeightPrediction.predict(weights, memory, 0.01, updates).get(0);
    for (int i = 0; i < updates; i++) {
      memory.step(weights, List.of(pair(1, -3)), 0.01);
    }

    assertThat(predicted.toDoubleVector())
        .containsExactly(weights.get(0).toDoubleVector(), within(1e-12));
  }

  /** The weight form of linear prediction says the same as the velocity form. */
  @Test
  void theLastChangeStandsForThoseToCome() {
    List<INDArray> weights = List.of(pair(1, 2));
    Optimizer.Memory memory = new Sgd(0.9, false, 0).start(WEIGHTS);
    memory.step(weights, List.of(pair(1, -1)), 0.1);
    List<INDArray> before = List.of(weights.get(0).dup());
    memory.step(weights, List.of(pair(1, 1)), 0.1);

    shows(WeightPrediction.extrapolate(weights, before, 3), 0.71 - 0.57, 2.09 - 0.03);
  }

  /** FTPipe: after two updates, 0.5 + 0.25 of the last step have been added. */
  @Test
  void momentumFallsOffWithoutGradients() {
    assertThat(WeightPrediction.stepsOfMomentumAlone(0.5, 2)).isEqualTo(0.75);

    List<INDArray> weights = List.of(pair(1, 2));
    Optimizer.Memory memory = new Sgd(0.8, false, 0).start(WEIGHTS);
    memory.step(weights, List.of(pair(1, -3)), 0.1);
    double steps = WeightPrediction.stepsOfMomentumAlone(0.8, 4);
    List<INDArray> predicted = WeightPrediction.predict(weights, memory, 0.1, steps);
    for (int i = 0; i < 4; i++) {
      memory.step(weights, List.of(pair(0, 0)), 0.1);
    }

    shows(predicted, weights.get(0).toDoubleVector());
  }

  @Test
  void thePastIsNotForetold() {
    Optimizer.Memory memory = Sgd.plain().start(WEIGHTS);
    assertThatThrownBy(() -> WeightPrediction.predict(List.of(pair(1, 2)), memory, 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1.0 updates ahead");
  }
}
