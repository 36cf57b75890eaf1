package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.baseline.Naive;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward.WarmUp;
import java.util.OptionalInt;
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

  @Test
  void aLongWarmUpGoesFurtherAhead() {
    var strategy = new OneForwardOneBackward(WarmUp.LONG, OptionalInt.empty());

    assertThat(strategy.plan(Workload.of(3, 6)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0F2 0F3 0F4 0B0 0F5 0B1 0B2 0B3 0B4 0B5 0U5
            device1: 1F0 1F1 1F2 1B0 1F3 1B1 1F4 1B2 1F5 1B3 1B4 1B5 1U5
            device2: 2F0 2B0 2F1 2B1 2F2 2B2 2F3 2B3 2F4 2B4 2F5 2B5 2U5
            """);
  }

  /**
   * A long warm-up hides transfers in the steady state: it pays them as GPipe does, once to fill
   * and once to drain, as long as there and back take no longer than a forward and a backward.
   */
  @Test
  void aLongWarmUpPaysLatencyOnceToFillAndOnceToDrain() {
    var strategy = new OneForwardOneBackward(WarmUp.LONG, OptionalInt.empty());
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 20; m++) {
        for (Times times : Ratios.ALL) {
          for (long c : new long[] {0, 50, 500, times.both() / 2}) {
            assertThat(Runs.makespan(strategy, p, m, times.withLatency(c)))
                .as("p=%d m=%d c=%d %s", p, m, c, times)
                .isEqualTo((m + p - 1) * times.both() + 2L * (p - 1) * c);
          }
        }
      }
    }
  }

  /** One micro-batch in flight is no pipeline; a bound that no stage reaches changes nothing. */
  @Test
  void theBoundTradesTimeForMemory() {
    Workload workload = Workload.of(4, 8);
    var single = new OneForwardOneBackward(WarmUp.SHORT, OptionalInt.of(1));
    var two = new OneForwardOneBackward(WarmUp.LONG, OptionalInt.of(2));
    var loose = new OneForwardOneBackward(WarmUp.SHORT, OptionalInt.of(4));

    assertThat(Runs.makespan(single, 4, 8, Times.unit(1)))
        .isEqualTo(Runs.makespan(new Naive(), 4, 8, Times.unit(1)));
    assertThat(single.promises(workload).peakInFlight()).containsOnly(1);
    assertThat(two.promises(workload).peakInFlight()).containsExactly(2, 2, 2, 1);
    assertThat(loose.plan(workload).toString())
        .isEqualTo(new OneForwardOneBackward().plan(workload).toString());
  }

  @Test
  void refusesNothingInFlight() {
    assertThatThrownBy(() -> new OneForwardOneBackward(WarmUp.LONG, OptionalInt.of(0)))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("0 micro-batches in flight");
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
