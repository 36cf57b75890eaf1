package dev.lockstep.strategies.coupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.baseline.Naive;
import dev.lockstep.strategies.baseline.Sequential;
import dev.lockstep.strategies.local.LocalLearning;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What the stages learn: the weights that the tests of the published interlocking code
 * (github.com/oscarkey/interlocking-backprop) work out by hand, one step from weights 2, 3, 4 with
 * input 1 and learning rate 1.
 */
class T20_HandWorkedWeightsTest {

  @Test
  void endToEnd() {
    assertWeights(new Naive(), false, "0.8 0.8 | 2.2 2.2 | 3.4 3.4");
    assertWeights(new Sequential(), false, "0.8 0.8 | 2.2 2.2 | 3.4 3.4");
  }

  @Test
  void local() {
    assertWeights(new LocalLearning(), false, "1.5 2.5 | 2.0 4.0 | 3.4 3.4");
  }

  @Test
  void pairwise() {
    assertWeights(new Interlocking(1), false, "0.5 3.5 | 2.2 2.2 | 3.4 3.4");
  }

  @Test
  void pairwiseWithTheOwnLoss() {
    assertWeights(pairwise(Combination.SUM), false, "0.0 4.0 | 1.2 3.2 | 3.4 3.4");
    assertWeights(pairwise(Combination.MEAN), true, "1.0 3.0 | 2.1 3.1 | 3.4 3.4");
  }

  @Test
  void threeWise() {
    assertThat(weights(new Interlocking(2), 4, 1, 1, false))
        .isEqualTo("-4.0 8.0 | -1.0 -1.0 | 1.0 1.0 | 2.6 2.6");
  }

  /** A stage of the overlapping method learns what it learns from the sum, the first one less. */
  @Test
  void overlappingIsPairwiseSumWithoutTheFirstLoss() {
    assertWeights(new OverlappingLocal(), false, "0.5 3.5 | 1.2 3.2 | 3.4 3.4");
  }

  @Test
  void theWholeLookAheadLearnsWhatEndToEndTrainingDoes() {
    for (int stages = 2; stages <= 5; stages++) {
      assertThat(steps(new Interlocking(stages - 1), stages))
          .isEqualTo(steps(new Naive(), stages))
          .isEqualTo(steps(new Sequential(), stages));
    }
  }

  /** A pipeline of local stages gives every bit of training them one after another. */
  @Test
  void localLearningDoesNotDependOnWhenStagesRun() {
    assertThat(steps(new LocalLearning(), 5))
        .isEqualTo(steps(new LocalLearning(7), 5))
        .isEqualTo(steps(new Interlocking(0), 5));
  }

  /** The published code is slower, and learns the same. */
  @Test
  void theTimingDoesNotMatter() {
    for (int d = 1; d <= 4; d++) {
      assertThat(steps(new Interlocking(d, Combination.FARTHEST, Timing.LIST_CODE), 5))
          .isEqualTo(steps(new Interlocking(d), 5));
    }
    assertThat(steps(new Interlocking(1, Combination.FARTHEST, Timing.PAIRWISE_CODE), 5))
        .isEqualTo(steps(new Interlocking(1), 5));
  }

  private static Strategy pairwise(Combination combination) {
    return new Interlocking(1, combination, Timing.AS_COMPUTED);
  }

  private static void assertWeights(Strategy strategy, boolean mean, String expected) {
    assertThat(weights(strategy, 3, 1, 1, mean)).isEqualTo(expected);
  }

  /** Rounded to ten decimals. */
  private static String weights(
      Strategy strategy, int stages, int iterations, double learningRate, boolean mean) {
    double[][] trained =
        ScaleModules.train(
            strategy.plan(new Workload(stages, 1, iterations)),
            learningRate,
            mean,
            microBatch -> new double[] {1, 1});
    return Arrays.stream(trained)
        .map(w -> Math.round(w[0] * 1e10) / 1e10 + " " + Math.round(w[1] * 1e10) / 1e10)
        .reduce((a, b) -> a + " | " + b)
        .orElseThrow();
  }

  /** Every bit, after ten steps on ten inputs. */
  private static String steps(Strategy strategy, int stages) {
    return Arrays.deepToString(
        ScaleModules.train(
            strategy.plan(new Workload(stages, 1, 10)),
            0.01,
            false,
            microBatch -> new double[] {1 + 0.1 * microBatch, 1 - 0.05 * microBatch}));
  }
}
