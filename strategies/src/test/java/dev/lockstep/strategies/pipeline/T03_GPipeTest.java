package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.pipeline.GPipe.Recompute;
import org.junit.jupiter.api.Test;

/** All forwards, then all backwards. */
class T03_GPipeTest {

  @Test
  void backwardsComeInReverse() {
    assertThat(Runs.drawing(Runs.run(new GPipe(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3  .  .  .  .  .  . B3 B3 B2 B2 B1 B1 B0 B0
            device 1   . F0 F1 F2 F3  .  .  . B3 B3 B2 B2 B1 B1 B0 B0  .  .
            device 2   .  . F0 F1 F2 F3 B3 B3 B2 B2 B1 B1 B0 B0  .  .  .  .
            """);
  }

  /** (m + p - 1)(F + B) + 2 (p - 1) c: latency is paid once to fill and once to drain. */
  @Test
  void makespanPaysLatencyToFillAndToDrain() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 16; m++) {
        for (Times times : Ratios.ALL) {
          for (long c : new long[] {0, 10, 300}) {
            Times late = times.withLatency(c);
            long expected = (m + p - 1) * times.both() + 2L * (p - 1) * c;
            assertThat(Runs.makespan(new GPipe(), p, m, late))
                .as("p=%d m=%d %s", p, m, late)
                .isEqualTo(expected);
            assertThat(Runs.span(new GPipe(), p, m, late)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void aSecondForwardDoesNotWaitForTheGradient() {
    var strategy = new GPipe(Recompute.STAGE);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 3), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0   F0  F1  F2 RF2   .   .   .   .   .   .  B2  B2 RF1  B1  B1 RF0  B0  B0
            device 1    .  F0  F1  F2 RF2   .   .   .  B2  B2 RF1  B1  B1 RF0  B0  B0   .   .
            device 2    .   .  F0  F1  F2 RF2  B2  B2 RF1  B1  B1 RF0  B0  B0   .   .   .   .
            """);
  }

  @Test
  void theLastMicroBatchGoesBackAtOnce() {
    var strategy = new GPipe(Recompute.STAGE_EXCEPT_LAST);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 3), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0   F0  F1  F2   .   .   .   .   .   .  B2  B2 RF1  B1  B1 RF0  B0  B0
            device 1    .  F0  F1  F2   .   .   .  B2  B2 RF1  B1  B1 RF0  B0  B0   .   .
            device 2    .   .  F0  F1  F2  B2  B2 RF1  B1  B1 RF0  B0  B0   .   .   .   .
            """);
  }

  /**
   * m F above GPipe's time, or (m - 1) F: p - 1 of the second forwards on the way of the gradients
   * run in the bubble, which a backward that recomputes by itself makes longer.
   */
  @Test
  void recomputingInTheScheduleHidesTheFirstSecondForwards() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 16; m++) {
        for (Times times : Ratios.ALL) {
          long plain = Runs.makespan(new GPipe(), p, m, times);
          long stage = Runs.makespan(new GPipe(Recompute.STAGE), p, m, times);
          Times fused =
              new Times(times.forward(), times.forward() + times.input(), times.weight(), 0, 0);

          assertThat(stage).as("p=%d m=%d %s", p, m, times).isEqualTo(plain + m * times.forward());
          assertThat(Runs.makespan(new GPipe(Recompute.STAGE_EXCEPT_LAST), p, m, times))
              .isEqualTo(plain + (m - 1) * times.forward());
          assertThat(Runs.makespan(new GPipe(), p, m, fused))
              .isEqualTo(stage + (p - 1) * times.forward());
        }
      }
    }
  }
}
