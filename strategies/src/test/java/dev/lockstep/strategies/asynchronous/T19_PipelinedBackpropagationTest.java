package dev.lockstep.strategies.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelined backpropagation: forward and backward in every turn, newest weights. */
class T19_PipelinedBackpropagationTest {

  @Test
  void everyStageWorksInEveryTurn() {
    assertThat(new PipelinedBackpropagation().plan(Workload.of(2, 4)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0F2 0B0 0U0 0F3 0B1 0U1 0B2 0U2 0B3 0U3
            device1: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2 1F3 1B3 1U3
            """);
  }

  @Test
  void stagesWaitForMessagesOnly() {
    assertThat(Orders.drawing(new PipelinedBackpropagation(), 4, 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3  .  .  . B0 B0  . B1 B1  . B2 B2  . B3 B3
            device 1   . F0 F1 F2  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  /** Forward 9 of stage 0 of 3 comes after 5 updates, its backward after 9. */
  @Test
  void backwardReadsTheNewestWeights() {
    Schedule schedule = new PipelinedBackpropagation().plan(Workload.of(3, 12));

    assertThat(Orders.version(schedule, "0F9")).isEqualTo(5);
    assertThat(Orders.version(schedule, "0B9")).isEqualTo(9);
    assertThat(Orders.version(schedule, "0U9")).isEqualTo(10);

    Schedule stashed = new PipelinedBackpropagation(true).plan(Workload.of(3, 12));
    assertThat(Orders.version(stashed, "0B9")).isEqualTo(5);
  }

  /** 2(p - 1 - s) for every micro-batch, once the pipeline is full. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void delayIsTwiceTheStagesBehind(int p) {
    Schedule schedule = new PipelinedBackpropagation().plan(Workload.of(p, 40));

    for (int stage = 0; stage < p; stage++) {
      for (int microBatch = 2 * p; microBatch < 40; microBatch++) {
        assertThat(Orders.staleness(schedule, stage, microBatch)).isEqualTo(2 * (p - 1 - stage));
      }
    }
  }

  @Test
  void keepsOneVersionUnlessItStashes() {
    assertThat(WeightUse.of(new PipelinedBackpropagation().plan(Workload.of(3, 20))))
        .isEqualTo(new WeightUse(List.of(4, 2, 0), List.of(1, 1, 1)));
    assertThat(WeightUse.of(new PipelinedBackpropagation(true).plan(Workload.of(3, 20))))
        .isEqualTo(new WeightUse(List.of(4, 2, 0), List.of(5, 3, 1)));
  }

  /** (N + p - 1)(F + B) in all, F + B a mini-batch; transfers are hidden up to min(F, B). */
  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "4,0", "8,0", "2,1000", "4,1000", "8,1000"})
  void runsWithoutBubbles(int p, long latency) {
    Times times = Times.unit(1000).withLatency(latency);
    var timeline = Runs.run(new PipelinedBackpropagation(), new Workload(p, 1, 64), times);

    assertThat(Runs.period(timeline, 64)).isEqualTo(times.both());
    if (latency == 0) {
      assertThat(timeline.makespanNanos()).isEqualTo((64 + p - 1) * times.both());
    }
  }
}
