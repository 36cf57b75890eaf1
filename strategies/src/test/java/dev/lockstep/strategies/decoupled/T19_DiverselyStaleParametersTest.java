package dev.lockstep.strategies.decoupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DSP: FDG's delays, with inputs kept and a second forward with the newest weights. */
class T19_DiverselyStaleParametersTest {

  @Test
  void aSecondForwardComesBeforeEveryBackwardButTheLastStages() {
    assertThat(new DiverselyStaleParameters().plan(Workload.of(2, 4)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0F2 0RF0 0B0 0U0 0F3 0RF1 0B1 0U1 0RF2 0B2 0U2 0RF3 0B3 0U3
            device1: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2 1F3 1B3 1U3
            """);
  }

  @Test
  void stagesWaitForMessagesOnly() {
    assertThat(
            Runs.drawing(
                Runs.run(new DiverselyStaleParameters(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0   F0  F1  F2  F3 RF0   .   .  B0  B0 RF1   .  B1  B1 RF2  B2  B2 RF3  B3  B3
            device 1    .  F0  F1  F2 RF0  B0  B0  F3 RF1  B1  B1 RF2  B2  B2 RF3  B3  B3   .   .
            device 2    .   .  F0  B0  B0  F1  B1  B1  F2  B2  B2  F3  B3  B3   .   .   .   .   .
            """);
  }

  /** DSP(1,1,0; 4,2,0): the input is so old; the weights are the newest. */
  @Test
  void stalenessIsThatOfThePapersFigure() {
    WeightUse use = WeightUse.of(new DiverselyStaleParameters().plan(Workload.of(3, 12)));

    assertThat(use.staleness()).isEqualTo(List.of(4, 2, 0));
    assertThat(use.weightVersions()).isEqualTo(List.of(1, 1, 1));
  }

  /** 2q(K - k). */
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "4,1", "4,2", "5,3", "8,2"})
  void longerQueuesAreStaler(int k, int queue) {
    WeightUse use = WeightUse.of(new DiverselyStaleParameters(queue).plan(Workload.of(k, 60)));

    assertThat(use.staleness())
        .isEqualTo(IntStream.range(0, k).mapToObj(s -> 2 * queue * (k - 1 - s)).toList());
    assertThat(use.weightVersions()).isEqualTo(Collections.nCopies(k, 1));
  }

  @Test
  void aQueueHoldsSomething() {
    assertThatThrownBy(() -> new DiverselyStaleParameters(0))
        .isInstanceOf(ScheduleException.class)
        .hasMessage("queues of 0; queue is at least 1");
  }

  /** max of F + R + B with R = F, but 0 for the last stage. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void takesTheSlowestStageWithItsSecondForward(int queue) {
    Random random = new Random(6);
    for (int i = 0; i < 100; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long slowest = stages.get(stages.size() - 1).usefulNanos();
      for (Stage stage : stages.subList(0, stages.size() - 1)) {
        slowest = Math.max(slowest, stage.usefulNanos() + stage.forwardNanos());
      }

      assertThat(RandomStages.period(new DiverselyStaleParameters(queue), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(slowest);
    }
  }

  /**
   * On two stages with latency c = 6 the round trip F + c + F + B + c + B takes 18; 2q + 1
   * micro-batches are on it at a time. 18 / 3 = 6, but 18 / 5 is less than F + R + B = 4.
   */
  @ParameterizedTest
  @CsvSource({"1, 6000", "2, 4000"})
  void longerQueuesHideSlowerMessages(int queue, long period) {
    Times times = Times.unit(1000).withLatency(6000);
    Workload workload = new Workload(2, 1, 120);

    assertThat(Runs.period(Runs.run(new DiverselyStaleParameters(queue), workload, times), 120))
        .isEqualTo(period);
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

      assertThat(RandomStages.period(new DiverselyStaleParameters(1, true), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(slowest);
    }
  }
}
