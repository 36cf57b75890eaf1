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

/** DDG: backwards of all stages at once, each on an older micro-batch. */
class T09_DecoupledDelayedGradientsTest {

  @Test
  void lockStepKeepsIterationsApart() {
    Strategy strategy = new DecoupledDelayedGradients();

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0  .  .  .  . F1  .  .  .  . F2  .  . B0 B0 F3  .  . B1 B1 B2 B2 B3 B3
            device 1   . F0  .  .  .  . F1  . B0 B0  . F2  . B1 B1  . F3  . B2 B2 B3 B3  .  .
            device 2   .  . F0 B0 B0  .  . F1 B1 B1  .  . F2 B2 B2  .  . F3 B3 B3  .  .  .  .
            """);
  }

  @Test
  void runAheadWaitsForNeighboursOnly() {
    Strategy strategy = new DecoupledDelayedGradients(true);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1  .  .  .  .  .  . F2 B0 B0  . F3 B1 B1  . B2 B2  . B3 B3
            device 1   . F0  .  .  . F1 B0 B0  . F2 B1 B1  . F3 B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0  . F1 B1 B1  . F2 B2 B2  . F3 B3 B3  .  .  .  .
            """);
  }

  @Test
  void stalenessIsTheNumberOfStagesBehind() {
    WeightUse use = WeightUse.of(new DecoupledDelayedGradients().plan(Workload.of(4, 12)));

    assertThat(use.staleness()).isEqualTo(List.of(3, 2, 1, 0));
    assertThat(use.weightVersions()).isEqualTo(List.of(4, 3, 2, 1));
  }

  /**
   * Lock-step: all forwards in a row, then one backward. Against one chain of both, 3K / (K + 2)
   * for B = 2F.
   */
  @Test
  void lockStepSpeedUpIsBoundedByTheForwardLock() {
    for (int k = 1; k <= 10; k++) {
      Times times = Times.unit(1000);
      var timeline = Runs.run(new DecoupledDelayedGradients(), new Workload(k, 1, 60), times);
      long chain = k * times.both();

      assertThat(Runs.period(timeline, 60)).isEqualTo(k * 1000L + 2000);
      assertThat((double) chain / Runs.period(timeline, 60)).isEqualTo(3.0 * k / (k + 2));
    }
  }

  /** Sum of F + (K - 1) c + max B, for unequal stages. */
  @Test
  void lockStepTakesTheSlowestBackward() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long c = random.nextInt(5);
      long forwards = stages.stream().mapToLong(Stage::forwardNanos).sum();
      long slowest = stages.stream().mapToLong(Stage::backwardNanos).max().orElseThrow();

      assertThat(RandomStages.period(new DecoupledDelayedGradients(), stages, c))
          .as("instance %d: %s", i, stages)
          .isEqualTo(forwards + (stages.size() - 1) * c + slowest);
    }
  }

  /** max of F_k + B_k and of F_k + F_{k+1} + B_{k+1}, over the modules. */
  @Test
  void runAheadTakesTheSlowestPairOfNeighbours() {
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long expected = 0;
      for (int k = 0; k < stages.size(); k++) {
        long own = stages.get(k).usefulNanos();
        long before = k == 0 ? 0 : stages.get(k - 1).forwardNanos();
        expected = Math.max(expected, before + own);
      }

      assertThat(RandomStages.period(new DecoupledDelayedGradients(true), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(expected);
    }
  }
}
