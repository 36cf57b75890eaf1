package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;

/** 1F1B with slices of the sequence; a schedule counts slices where it says micro-batches. */
class T20_SequenceOneForwardOneBackwardTest {

  @Test
  void slicesFillThePipelineSooner() {
    var strategy = new SequenceOneForwardOneBackward(2);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(2, 2), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  . B1 B1 F3 B0 B0  . B3 B3 B2 B2
            device 1   . F0 F1 B1 B1 F2 B0 B0 F3 B3 B3 B2 B2  .  .
            """);
  }

  /** Micro-batches of three slices: 0 1 2, 3 4 5, 6 7 8. */
  @Test
  void slicesGoForwardInOrderAndBackwardInReverse() {
    var schedule = new SequenceOneForwardOneBackward(3).plan(Workload.of(3, 3));

    assertThat(Runs.order(schedule, 0))
        .isEqualTo("F0 F1 F2 F3 F4 B2 F5 B1 F6 B0 F7 B5 F8 B4 B3 B8 B7 B6");
    assertThat(Runs.order(schedule, 1))
        .isEqualTo("F0 F1 F2 F3 B2 F4 B1 F5 B0 F6 B5 F7 B4 F8 B3 B8 B7 B6");
    assertThat(Runs.order(schedule, 2))
        .isEqualTo("F0 F1 F2 B2 F3 B1 F4 B0 F5 B5 F6 B4 F7 B3 F8 B8 B7 B6");
  }

  /** m (F + B) + (p - 1)(F + B) / k, with times of a whole micro-batch. */
  @Test
  void bubbleShrinksWithTheSlices() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 16; m++) {
        for (int k = 1; k <= 5; k++) {
          for (Times slice : Ratios.ALL) {
            assertThat(Runs.makespan(new SequenceOneForwardOneBackward(k), p, m, slice))
                .as("p=%d m=%d k=%d %s", p, m, k, slice)
                .isEqualTo((m * k + p - 1) * slice.both());
          }
        }
      }
    }
  }

  /** p - s - 1 + k slices, where there are as many. */
  @Test
  void promisesThePublishedMemory() {
    for (int p = 1; p <= 8; p++) {
      for (int k = 1; k <= 5; k++) {
        var promises = new SequenceOneForwardOneBackward(k).promises(Workload.of(p, p));
        for (int s = 0; s < p; s++) {
          assertThat(promises.peakInFlight().get(s)).isEqualTo(p - s - 1 + k);
        }
      }
    }
  }

  @Test
  void isPlain1f1bWithOneSlice() {
    for (int m : new int[] {1, 3, 8}) {
      Workload workload = new Workload(4, m, 2);
      assertThat(new SequenceOneForwardOneBackward(1).plan(workload).toString())
          .isEqualTo(new OneForwardOneBackward().plan(workload).toString());
    }
  }

  @Test
  void refusesNoSlices() {
    assertThatThrownBy(() -> new SequenceOneForwardOneBackward(0))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("0 slices");
  }
}
