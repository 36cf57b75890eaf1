package dev.lockstep.strategies.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features Replay: DDG with inputs kept instead of activations, and a second forward. */
class T16_FeaturesReplayTest {

  @Test
  void aReplayComesBeforeEveryBackwardButTheLastStages() {
    assertThat(new FeaturesReplay().plan(Workload.of(2, 3)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0RF0 0B0 0U0 0F2 0RF1 0B1 0U1 0RF2 0B2 0U2
            device1: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2
            """);
  }

  @Test
  void lockStepKeepsIterationsApart() {
    Strategy strategy = new FeaturesReplay();

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0   F0   .   .   .   .  F1   .   .   .   .   .  F2   .   . RF0  B0  B0  F3   .   . RF1  B1  B1 RF2  B2  B2 RF3  B3  B3
            device 1    .  F0   .   .   .   .  F1   . RF0  B0  B0   .  F2   . RF1  B1  B1   .  F3   . RF2  B2  B2 RF3  B3  B3   .   .   .
            device 2    .   .  F0  B0  B0   .   .  F1  B1  B1   .   .   .  F2  B2  B2   .   .   .  F3  B3  B3   .   .   .   .   .   .   .
            """);
  }

  @Test
  void runAheadWaitsForNeighboursOnly() {
    Strategy strategy = new FeaturesReplay(true);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0   F0  F1   .   .   .   .   .   .   .  F2 RF0  B0  B0   .  F3 RF1  B1  B1   . RF2  B2  B2 RF3  B3  B3
            device 1    .  F0   .   .   .  F1 RF0  B0  B0   .  F2 RF1  B1  B1   .  F3 RF2  B2  B2 RF3  B3  B3   .   .   .
            device 2    .   .  F0  B0  B0   .  F1  B1  B1   .   .  F2  B2  B2   .   .  F3  B3  B3   .   .   .   .   .   .
            """);
  }

  /** The inputs are old, the weights are the newest. */
  @Test
  void stalenessIsTheNumberOfStagesBehindAndNoWeightsAreStashed() {
    WeightUse use = WeightUse.of(new FeaturesReplay().plan(Workload.of(4, 12)));

    assertThat(use.staleness()).isEqualTo(List.of(3, 2, 1, 0));
    assertThat(use.weightVersions()).isEqualTo(List.of(1, 1, 1, 1));
  }

  /** Against one chain of forward and backward, 3K / (K + 3) for B = 2F; nothing to gain on one. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8, 16})
  void lockStepSpeedUpPaysForTheReplay(int k) {
    Times times = Times.unit(1000);
    var timeline = Runs.run(new FeaturesReplay(), new Workload(k, 1, 120), times);
    long chain = k * times.both();

    assertThat(Runs.period(timeline, 120)).isEqualTo(k * 1000L + 3000);
    assertThat((double) chain / Runs.period(timeline, 120)).isEqualTo(3.0 * k / (k + 3));
  }

  /** Sum of F + (K - 1) c + max of R + B, for unequal stages; R = F, but 0 for the last stage. */
  @Test
  void lockStepTakesTheSlowestReplayAndBackward() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long c = random.nextInt(5);
      long expected =
          (stages.size() - 1) * c + stages.stream().mapToLong(Stage::forwardNanos).sum();
      long slowest = 0;
      for (int k = 0; k < stages.size(); k++) {
        slowest = Math.max(slowest, replay(stages, k) + stages.get(k).backwardNanos());
      }

      assertThat(RandomStages.period(new FeaturesReplay(), stages, c))
          .as("instance %d: %s", i, stages)
          .isEqualTo(expected + slowest);
    }
  }

  /** max of F_k + R_k + B_k and of F_k + F_{k+1} + R_{k+1} + B_{k+1}, over the modules. */
  @Test
  void runAheadTakesTheSlowestPairOfNeighbours() {
    Random random = new Random(4);
    for (int i = 0; i < 300; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long expected = 0;
      for (int k = 0; k < stages.size(); k++) {
        long own = stages.get(k).usefulNanos() + replay(stages, k);
        long before = k == 0 ? 0 : stages.get(k - 1).forwardNanos();
        expected = Math.max(expected, before + own);
      }

      assertThat(RandomStages.period(new FeaturesReplay(true), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(expected);
    }
  }

  private static long replay(List<Stage> stages, int k) {
    return k == stages.size() - 1 ? 0 : stages.get(k).forwardNanos();
  }
}
