package dev.lockstep.strategies.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PipeDream-2BW: an update a mini-batch, two weight versions. */
class T18_DoubleBufferedPipeDreamTest {

  @Test
  void updatesAfterTheBackwardsOfAMiniBatch() {
    assertThat(new DoubleBufferedPipeDream().plan(new Workload(2, 2, 2)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0B0 0F2 0B1 0U1 0F3 0B2 0B3 0U3
            device1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1F3 1B3 1U3
            """);
  }

  @Test
  void neverFlushes() {
    assertThat(Orders.drawing(new DoubleBufferedPipeDream(), 3, 2))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1 F4 B2 B2 F5 B3 B3  . B4 B4  . B5 B5
            device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2 F4 B3 B3 F5 B4 B4  . B5 B5  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3 F4 B4 B4 F5 B5 B5  .  .  .  .
            """);
  }

  /** Micro-batch k, from 1: version max(floor((k - 1) / m) - 1, 0), forward and backward. */
  @ParameterizedTest
  @CsvSource({"2,2", "2,3", "4,4", "4,6", "8,8", "8,11"})
  void allStagesUseTheVersionBeforeTheLast(int p, int m) {
    Schedule schedule = new DoubleBufferedPipeDream().plan(new Workload(p, m, 5));

    for (int stage = 0; stage < p; stage++) {
      for (int k = 1; k <= 5 * m; k++) {
        int expected = Math.max((k - 1) / m - 1, 0);
        assertThat(Orders.version(schedule, stage + "F" + (k - 1))).isEqualTo(expected);
        assertThat(Orders.version(schedule, stage + "B" + (k - 1))).isEqualTo(expected);
      }
    }
  }

  /** 1 for every micro-batch of every stage, once there has been an update. */
  @ParameterizedTest
  @CsvSource({"2,2", "4,5", "8,8"})
  void theDelayIsExactlyOne(int p, int m) {
    Schedule schedule = new DoubleBufferedPipeDream().plan(new Workload(p, m, 5));

    assertThat(WeightUse.of(schedule))
        .isEqualTo(new WeightUse(Collections.nCopies(p, 1), Collections.nCopies(p, 2)));
    for (int stage = 0; stage < p; stage++) {
      for (int microBatch = m; microBatch < 5 * m; microBatch++) {
        assertThat(Orders.staleness(schedule, stage, microBatch)).isEqualTo(1);
      }
    }
  }

  /** m(F + B) an update, no bubble. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void runsWithoutBubbles(int p) {
    Times times = new Times(1000, 900, 800, 0, 0);
    var timeline = Runs.run(new DoubleBufferedPipeDream(), new Workload(p, 8, 16), times);

    assertThat(timeline.makespanNanos()).isEqualTo((8 * 16 + p - 1) * times.both());
    assertThat(Runs.period(timeline, 16)).isEqualTo(8 * times.both());
  }

  @Test
  void asksForAMicroBatchADevice() {
    assertThatThrownBy(() -> new DoubleBufferedPipeDream().plan(Workload.of(4, 3)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "pipedream-2bw with 3 micro-batches on 4 devices; at least 4 micro-batches, one a device");
  }
}
