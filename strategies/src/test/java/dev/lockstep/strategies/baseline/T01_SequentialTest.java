package dev.lockstep.strategies.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;

/** The whole model on one device. */
class T01_SequentialTest {

  @Test
  void everythingRunsOnOneDevice() {
    Timeline timeline = Runs.run(new Sequential(), Workload.of(3, 2), Times.unit(1));

    assertThat(Runs.drawing(timeline, 1))
        .isEqualTo(
            """
            device 0  0F0 1F0 2F0 2B0 2B0 1B0 1B0 0B0 0B0 0F1 1F1 2F1 2B1 2B1 1B1 1B1 0B1 0B1
            """);
    assertThat(timeline.schedule().deviceCount()).isEqualTo(1);
    assertThat(timeline.schedule().stageCount()).isEqualTo(3);
  }

  @Test
  void nothingIsTransferred() {
    Timeline timeline =
        Runs.run(new Sequential(), Workload.of(4, 3), Times.unit(10).withLatency(7));

    assertThat(timeline.schedule().lanes()).hasSize(1);
    assertThat(timeline.makespanNanos()).isEqualTo(3 * 4 * 30);
  }

  @Test
  void updatesEveryStageOnceAMiniBatch() {
    String order = new Sequential().plan(new Workload(2, 2, 2)).toString();

    assertThat(order)
        .isEqualTo(
            "device0: 0F0 1F0 1B0 0B0 0F1 1F1 1B1 0B1 0U1 1U1"
                + " 0F2 1F2 1B2 0B2 0F3 1F3 1B3 0B3 0U3 1U3\n");
  }
}
