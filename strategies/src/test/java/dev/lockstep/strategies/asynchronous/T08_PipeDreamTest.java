package dev.lockstep.strategies.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 1F1B without a flush, with stashed weights. */
class T08_PipeDreamTest {

  @Test
  void neverFlushes() {
    assertThat(Runs.drawing(Runs.run(new PipeDream(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3
            device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  @Test
  void updatesAfterEveryBackward() {
    assertThat(new PipeDream().plan(Workload.of(2, 3)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0B0 0U0 0F2 0B1 0U1 0B2 0U2
            device1: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2
            """);
  }

  @Test
  void everyMicroBatchIsAMiniBatch() {
    assertThat(new PipeDream().plan(new Workload(3, 4, 2)).toString())
        .isEqualTo(new PipeDream().plan(new Workload(3, 1, 8)).toString());
  }

  @Test
  void backwardReadsTheWeightsOfItsForward() {
    Schedule schedule = new PipeDream().plan(Workload.of(3, 8));

    // 0F4 comes after the updates of micro-batches 0 and 1, 0B4 after those of 2 and 3 as well.
    assertThat(Orders.version(schedule, "0F4")).isEqualTo(2);
    assertThat(Orders.version(schedule, "0B4")).isEqualTo(2);
    assertThat(Orders.version(schedule, "0U4")).isEqualTo(5);
  }

  /** Staleness p - 1 - s, p - s versions, once the stream is long enough. */
  @Test
  void stalenessAndVersionsFallByStage() {
    WeightUse use = WeightUse.of(new PipeDream().plan(Workload.of(4, 12)));

    assertThat(use.staleness()).isEqualTo(List.of(3, 2, 1, 0));
    assertThat(use.weightVersions()).isEqualTo(List.of(4, 3, 2, 1));
  }

  /** (N + p - 1)(F + B) in all, F + B a mini-batch. */
  @Test
  void runsWithoutBubbles() {
    for (int p = 1; p <= 8; p++) {
      Times times = new Times(1000, 900, 800, 0, 0);
      var timeline = Runs.run(new PipeDream(), new Workload(p, 1, 64), times);

      assertThat(timeline.makespanNanos()).isEqualTo((64 + p - 1) * times.both());
      assertThat(Runs.period(timeline, 64)).isEqualTo(times.both());
    }
  }

  /** All stages read the version that stage 0 has seen: micro-batch 4 of 3 stages, two updates. */
  @Test
  void verticalSyncUsesTheVersionOfTheInputStage() {
    Schedule schedule = new PipeDream(true).plan(Workload.of(3, 8));

    for (int stage = 0; stage < 3; stage++) {
      assertThat(Orders.version(schedule, stage + "F4")).isEqualTo(2);
      assertThat(Orders.version(schedule, stage + "B4")).isEqualTo(2);
    }
    assertThat(schedule.toString()).isEqualTo(new PipeDream().plan(Workload.of(3, 8)).toString());
  }

  /** Staleness p - 1 and p versions on every stage. */
  @Test
  void verticalSyncIsAsStaleAsTheInputStageEverywhere() {
    WeightUse use = WeightUse.of(new PipeDream(true).plan(Workload.of(4, 12)));

    assertThat(use.staleness()).isEqualTo(List.of(3, 3, 3, 3));
    assertThat(use.weightVersions()).isEqualTo(List.of(4, 4, 4, 4));
  }
}
