package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
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
}
