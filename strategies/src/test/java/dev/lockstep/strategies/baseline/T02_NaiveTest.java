package dev.lockstep.strategies.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;

/** One micro-batch at a time travels through all stages and back. */
class T02_NaiveTest {

  @Test
  void oneDeviceWorksWhileTheOthersWait() {
    assertThat(Runs.drawing(Runs.run(new Naive(), Workload.of(3, 2), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0  .  .  .  .  .  . B0 B0 F1  .  .  .  .  .  . B1 B1
            device 1   . F0  .  .  . B0 B0  .  .  . F1  .  .  . B1 B1  .  .
            device 2   .  . F0 B0 B0  .  .  .  .  .  . F1 B1 B1  .  .  .  .
            """);
  }

  @Test
  void weightGradientsOverlapOnceTheBackwardIsSplit() {
    assertThat(Runs.drawing(Runs.run(new Naive(true), Workload.of(3, 2), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0  .  .  .  . I0 W0 F1  .  .  .  . I1 W1
            device 1   . F0  .  . I0 W0  .  . F1  .  . I1 W1  .
            device 2   .  . F0 I0 W0  .  .  .  . F1 I1 W1  .  .
            """);
  }

  /** m p (F + B), and 2 (p - 1) transfers for each micro-batch. */
  @Test
  void makespanIsThatOfAllStagesInARow() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 6; m++) {
        Times times = new Times(7, 5, 4, 0, 3);
        assertThat(Runs.makespan(new Naive(), p, m, times))
            .as("p=%d m=%d", p, m)
            .isEqualTo(m * (p * times.both() + 2L * (p - 1) * times.latency()));
      }
    }
  }

  /**
   * (2K + 1) t + 2 (K - 1) c for one micro-batch with forward, input and weight gradient of t each.
   */
  @Test
  void splitBackwardTakesOneWeightGradientOnly() {
    for (int k = 1; k <= 8; k++) {
      for (int m = 1; m <= 4; m++) {
        for (long c : new long[] {0, 500, 2000}) {
          Times times = Times.unit(1000).withLatency(c);
          assertThat(Runs.makespan(new Naive(true), k, m, times))
              .as("K=%d m=%d c=%d", k, m, c)
              .isEqualTo(m * ((2 * k + 1) * 1000L + 2L * (k - 1) * c));
        }
      }
    }
  }
}
