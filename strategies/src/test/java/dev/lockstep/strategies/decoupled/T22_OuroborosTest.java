package dev.lockstep.strategies.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.baseline.Sequential;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ouroboros: DDG in a ring, whose first device holds the first and the last stage. */
class T22_OuroborosTest {

  private static final int MICRO_BATCHES = 120;

  @Test
  void oneDeviceTrainsInSequence() {
    Workload workload = Workload.of(1, 4);

    assertThat(Runs.order(new Ouroboros().plan(workload), 0)).isEqualTo("F0 B0 F1 B1 F2 B2 F3 B3");
    assertThat(Runs.run(new Ouroboros(), workload, Times.unit(1)).makespanNanos())
        .isEqualTo(Runs.run(new Sequential(), workload, Times.unit(1)).makespanNanos());
  }

  @Test
  void theFirstDeviceHoldsBothEnds() {
    assertThat(Runs.drawing(Runs.run(new Ouroboros(), Workload.of(2, 3), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0   . 2F0 2B0 2B0 0F1   . 2F1 2B1 2B1 0F2   . 2F2 2B2 2B2 0B0 0B0 0B1 0B1 0B2 0B2
            device 1    . 1F0   .   .   .   . 1F1   . 1B0 1B0   . 1F2   . 1B1 1B1   .   . 1B2 1B2   .   .
            """);
  }

  @Test
  void theLastStageGoesBackwardFirst() {
    assertThat(new Ouroboros().plan(Workload.of(3, 3)).toString())
        .isEqualTo(
            """
            device0: 0F0 3F0 3B0 3U0 0F1 3F1 3B1 3U1 0F2 3F2 3B2 3U2 0B0 0U0 0B1 0U1 0B2 0U2
            device1: 1F0 1F1 1F2 1B0 1U0 1B1 1U1 1B2 1U2
            device2: 2F0 2F1 2B0 2U0 2F2 2B1 2U1 2B2 2U2
            """);
  }

  /** Four modules on three devices: K - k. */
  @Test
  void staleAsDdgOfAsManyModules() {
    WeightUse use = WeightUse.of(new Ouroboros().plan(Workload.of(3, 12)));

    assertThat(use.staleness()).isEqualTo(List.of(3, 2, 1, 0));
    assertThat(use.weightVersions()).isEqualTo(List.of(4, 3, 2, 1));
  }

  /** Sum of F + (K - 1) c + max of B over devices, where device 0 has two. */
  @Test
  void takesTheSlowestDeviceBehindTheForwardLock() {
    Random random = new Random(10);
    for (int i = 0; i < 100; i++) {
      List<Stage> stages = RandomStages.of(random, 3 + random.nextInt(6));
      long c = random.nextInt(5);
      int last = stages.size() - 1;
      long slowest = stages.get(0).backwardNanos() + stages.get(last).backwardNanos();
      for (Stage stage : stages) {
        slowest = Math.max(slowest, stage.backwardNanos());
      }
      long forwards = stages.stream().mapToLong(Stage::forwardNanos).sum();
      var schedule = new Ouroboros().plan(new Workload(last, 1, MICRO_BATCHES));

      assertThat(Runs.period(Runs.run(schedule, Times.costs(stages, c)), MICRO_BATCHES))
          .as("instance %d: %s", i, stages)
          .isEqualTo(forwards + last * c + slowest);
    }
  }
}
