package dev.lockstep.numerics.optimizer.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rates by delay, and backwards corrected for it. */
class T02_PipeMareTest {

  /** A rate of 1 and an annealing over 10 updates: 1 / delay, its root halfway, then 1. */
  @ParameterizedTest
  @CsvSource({"4, 0, 0.25", "4, 5, 0.5", "4, 10, 1", "4, 99, 1", "1, 0, 1", "0.5, 0, 1", "0, 0, 1"})
  void muchDelayStartsSlowly(double delay, long step, double rate) {
    assertThat(new RateByDelay(10).rate(1, delay, step)).isCloseTo(rate, within(1e-12));
  }

  /**
   * Delay 2 and decay 1/4, thus half of a change remembered after an update.
   *
   * <pre>
   * weight   : 1   2    2
   * change d : 0   0.5  0.25
   * w - 2 d  : 1   1    1.5
   * </pre>
   */
  @Test
  void backwardsGoBackToTheWeightsOfTheirForwards() {
    DiscrepancyCorrection.Changes changes =
        new DiscrepancyCorrection(2, 0.25).start(T01_WeightPredictionTest.WEIGHTS);
    List<INDArray> one = List.of(T01_WeightPredictionTest.pair(1, -1));
    List<INDArray> two = List.of(T01_WeightPredictionTest.pair(2, -2));

    assertThat(changes.correct(one).get(0).toDoubleVector()).containsExactly(1, -1);
    changes.remember(one, two);
    assertThat(changes.correct(two).get(0).toDoubleVector()).containsExactly(1, -1);
    changes.remember(two, two);
    assertThat(changes.correct(two).get(0).toDoubleVector()).containsExactly(1.5, -1.5);
    assertThat(two.get(0).toDoubleVector()).containsExactly(2, -2);
  }

  /** Once weights have moved evenly for long, the correction is exact. */
  @Test
  void evenChangesAreUndone() {
    DiscrepancyCorrection.Changes changes =
        new DiscrepancyCorrection(3, 0.135).start(T01_WeightPredictionTest.WEIGHTS);
    for (int t = 0; t < 100; t++) {
      changes.remember(
          List.of(T01_WeightPredictionTest.pair(t, -2 * t)),
          List.of(T01_WeightPredictionTest.pair(t + 1, -2 * (t + 1))));
    }

    assertThat(
            changes
                .correct(List.of(T01_WeightPredictionTest.pair(100, -200)))
                .get(0)
                .toDoubleVector())
        .containsExactly(new double[] {97, -194}, within(1e-9));
  }

  @Test
  void withoutDelayWeightsStayAsTheyAre() {
    DiscrepancyCorrection.Changes changes =
        new DiscrepancyCorrection(0, 0.135).start(T01_WeightPredictionTest.WEIGHTS);
    List<INDArray> two = List.of(T01_WeightPredictionTest.pair(2, -2));
    changes.remember(List.of(T01_WeightPredictionTest.pair(1, 1)), two);

    assertThat(changes.correct(two)).isEqualTo(two);
  }

  @Test
  void restoredChangesGoOnToTheSameBits() {
    DiscrepancyCorrection correction = new DiscrepancyCorrection(3, 0.135);
    DiscrepancyCorrection.Changes first = correction.start(T01_WeightPredictionTest.WEIGHTS);
    DiscrepancyCorrection.Changes second = correction.start(T01_WeightPredictionTest.WEIGHTS);
    List<INDArray> one = List.of(T01_WeightPredictionTest.pair(1, 1.7));
    List<INDArray> two = List.of(T01_WeightPredictionTest.pair(2.3, -2));
    first.remember(one, two);
    second.restore(first.tensors());
    first.remember(two, one);
    second.remember(two, one);

    assertThat(second.tensors().get(0).toDoubleVector())
        .containsExactly(first.tensors().get(0).toDoubleVector());
    assertThatThrownBy(() -> second.restore(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 remembered changes for 1 weights");
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new DiscrepancyCorrection(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delay 2.0 with decay 1.0");
    assertThatThrownBy(() -> new RateByDelay(0)).hasMessageContaining("over 0 updates");
  }
}
