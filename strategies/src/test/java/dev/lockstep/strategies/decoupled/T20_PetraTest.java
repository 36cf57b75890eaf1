package dev.lockstep.strategies.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PETRA: reversible stages that keep nothing and reconstruct what they need. */
class T20_PetraTest {

  @Test
  void inputAndGradientComeBackTogether() {
    Schedule schedule = TransferLowering.lower(new Petra().plan(Workload.of(2, 2)));

    assertThat(schedule.toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0RF0 0B0 0U0 0RF1 0B1 0U1
            device1: 1F0 1B0 1U0 1F1 1B1 1U1
            device1->device0: 1T0 1T0 1T1 1T1
            device0->device1: 0T0 0T1
            """);
  }

  @Test
  void anInverseWaitsForWhatComesBack() {
    assertThat(Runs.drawing(Runs.run(new Petra(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0   F0  F1  F2  F3   .   .   .   . RF0  B0  B0   . RF1  B1  B1 RF2  B2  B2 RF3  B3  B3
            device 1    .  F0  F1  F2   . RF0  B0  B0  F3 RF1  B1  B1 RF2  B2  B2 RF3  B3  B3   .   .   .
            device 2    .   .  F0  B0  B0  F1  B1  B1  F2  B2  B2  F3  B3  B3   .   .   .   .   .   .   .
            """);
  }

  /** 2(J - j) updates, one version of the weights, activations of one micro-batch at most. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 10, 18})
  void keepsNothing(int stages) {
    Timeline timeline = Runs.run(new Petra(), Workload.of(stages, 50), Times.unit(1));
    Schedule schedule = timeline.schedule();
    WeightUse use = WeightUse.of(schedule);

    for (int stage = 0; stage < stages; stage++) {
      assertThat(use.staleness().get(stage)).isEqualTo(2 * (stages - 1 - stage));
    }
    assertThat(use.weightVersions()).isEqualTo(Collections.nCopies(stages, 1));
    assertThat(InFlight.peaks(timeline)).containsOnly(1);
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task) == Operation.FORWARD && schedule.stage(task) < stages - 1) {
        assertThat(schedule.writeCount(task)).isEqualTo(1);
        assertThat(schedule.valueKind(schedule.write(task, 0))).isEqualTo(ValueKind.ACTIVATION);
      }
    }
  }

  /** The mean over a group of k micro-batches is 2(J - j) / k. */
  @ParameterizedTest
  @CsvSource({"3,2", "4,3", "10,4", "18,32"})
  void accumulationDividesTheMeanStaleness(int stages, int k) {
    int count = (2 * stages / k + 4) * k;
    Schedule schedule = new Petra(k).plan(Workload.of(stages, count));
    for (int stage = 0; stage < stages; stage++) {
      int sum = 0;
      for (int i = count - k; i < count; i++) {
        sum += Staleness.of(schedule, stage, i);
      }
      assertThat(sum).isEqualTo(2 * (stages - 1 - stage));
    }
  }

  /** max of F + inverse + B; nothing to invert in the last stage. */
  @Test
  void takesTheSlowestStageWithItsInverse() {
    Random random = new Random(8);
    for (int i = 0; i < 100; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long slowest = stages.get(stages.size() - 1).usefulNanos();
      for (Stage stage : stages.subList(0, stages.size() - 1)) {
        slowest = Math.max(slowest, stage.usefulNanos() + stage.forwardNanos());
      }

      assertThat(RandomStages.period(new Petra(), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(slowest);
    }
  }

  /**
   * The paper's count: F + B of the slowest stage, for a second forward takes as long as the first.
   */
  @Test
  void besideForwardsTakesTheSlowestSecondForwardAndBackward() {
    Random random = new Random(11);
    for (int i = 0; i < 100; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long slowest = stages.stream().mapToLong(Stage::usefulNanos).max().orElseThrow();

      assertThat(RandomStages.period(new Petra(1, true), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(slowest);
    }
  }
}
