package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 1F1B with several chunks a device. */
class T05_InterleavedTest {

  @Test
  void fillsInStepsOfOneChunk() {
    var strategy = new InterleavedOneForwardOneBackward(2);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 3), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0 0F1 0F2 3F0 3F1 3F2   .   .   .   . 3B0 3B0   . 3B1 3B1   . 3B2 3B2 0B0 0B0 0B1 0B1 0B2 0B2
            device 1    . 1F0 1F1 1F2 4F0 4F1 4F2   . 4B0 4B0   . 4B1 4B1   . 4B2 4B2 1B0 1B0 1B1 1B1 1B2 1B2   .   .
            device 2    .   . 2F0 2F1 2F2 5F0 5B0 5B0 5F1 5B1 5B1 5F2 5B2 5B2 2B0 2B0 2B1 2B1 2B2 2B2   .   .   .   .
            """);
  }

  /** Device 0 has stages 0 and 2. */
  @Test
  void keepsThePublishedOrder() {
    String lane = new InterleavedOneForwardOneBackward(2).plan(Workload.of(2, 4)).toString();

    assertThat(lane)
        .startsWith(
            "device0: 0F0 0F1 2F0 2F1 0F2 2B0 0F3 2B1 2F2 0B0 2F3 0B1 2B2 2B3 0B2 0B3 0U3 2U3\n");
  }

  /** (m + (p - 1) / v)(F + B), with times of a device's whole share. */
  @Test
  void bubbleShrinksWithTheChunks() {
    for (int p = 1; p <= 8; p++) {
      for (int m = p; m <= 4 * p; m += p) {
        for (int v = 1; v <= 4; v++) {
          for (Times chunk : Ratios.ALL) {
            assertThat(Runs.makespan(new InterleavedOneForwardOneBackward(v), p, m, chunk))
                .as("p=%d m=%d v=%d %s", p, m, v, chunk)
                .isEqualTo((m * v + p - 1) * chunk.both());
          }
        }
      }
    }
  }

  /** 2 (p - 1 - r) + (v - 1) p + 1 chunks from m = 2p on. */
  @Test
  void promisesThePublishedMemory() {
    for (int p = 2; p <= 8; p++) {
      for (int v = 2; v <= 4; v++) {
        var promises = new InterleavedOneForwardOneBackward(v).promises(Workload.of(p, 2 * p));
        for (int r = 0; r < p; r++) {
          assertThat(promises.peakInFlight().get(r)).isEqualTo(2 * (p - 1 - r) + (v - 1) * p + 1);
        }
      }
    }
  }

  @Test
  void isPlain1f1bWithOneChunk() {
    for (int m : new int[] {3, 4, 8}) {
      Workload workload = new Workload(4, m, 2);
      assertThat(new InterleavedOneForwardOneBackward(1).plan(workload).toString())
          .isEqualTo(new OneForwardOneBackward().plan(workload).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"4,6,use 4 or 8 micro-batches", "4,3,use 4 micro-batches"})
  void refusesBrokenGroups(int p, int m, String advice) {
    assertThatThrownBy(() -> new InterleavedOneForwardOneBackward(2).plan(Workload.of(p, m)))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("%d micro-batches on %d devices".formatted(m, p))
        .hasMessageContaining(advice);
  }

  @Test
  void refusesNoChunks() {
    assertThatThrownBy(() -> new InterleavedOneForwardOneBackward(0))
        .isInstanceOf(ScheduleException.class);
  }
}
