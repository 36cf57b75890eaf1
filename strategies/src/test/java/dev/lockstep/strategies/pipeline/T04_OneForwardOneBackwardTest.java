package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 1F1B with a flush. */
class T04_OneForwardOneBackwardTest {

  @Test
  void alternatesOnceThePipelineIsFull() {
    OneForwardOneBackward strategy = new OneForwardOneBackward();

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3
            device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  @Test
  void keepsThePublishedOrder() {
    assertThat(Runs.order(new OneForwardOneBackward().plan(Workload.of(4, 8)), 1))
        .isEqualTo("F0 F1 F2 B0 F3 B1 F4 B2 F5 B3 F6 B4 F7 B5 B6 B7");
  }

  /** (m + p - 1)(F + B) + 2c [(p - 1) + floor((p - 1)(m - 1) / p)], for m below p too. */
  @Test
  void makespanPaysLatencyInEveryRound() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 20; m++) {
        for (Times times : Ratios.ALL) {
          for (long c : new long[] {0, 50, 1000}) {
            int rounds = (p - 1) + (p - 1) * (m - 1) / p;
            long expected = (m + p - 1) * times.both() + 2 * c * rounds;
            Times late = times.withLatency(c);
            assertThat(Runs.makespan(new OneForwardOneBackward(), p, m, late))
                .as("p=%d m=%d %s", p, m, late)
                .isEqualTo(expected);
            assertThat(Runs.span(new OneForwardOneBackward(), p, m, late)).isEqualTo(expected);
          }
        }
      }
    }
  }

  /**
   * Forward 1 s, backward 2 s: the time above 3 (m + p - 1) s in hops of one transfer, as
   * independent engines find it.
   */
  @ParameterizedTest
  @CsvSource({"8,64,124", "8,512,908", "16,256,508", "32,256,556", "64,512,1132"})
  void independentEnginesAgreeOnTheHops(int p, int m, long hops) {
    long second = 1_000_000_000L;
    long hop = 1_000_000;
    Times times = Times.unit(second).withLatency(hop);

    assertThat(Runs.makespan(new OneForwardOneBackward(), p, m, times))
        .isEqualTo(3L * (m + p - 1) * second + hops * hop);
  }
}
