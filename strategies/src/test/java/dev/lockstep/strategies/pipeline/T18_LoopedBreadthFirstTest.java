package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;

/** All micro-batches through one chunk, then all through the next. */
class T18_LoopedBreadthFirstTest {

  @Test
  void finishesAChunkBeforeTheNext() {
    var strategy = new LoopedBreadthFirst(2);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(2, 3), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0 0F1 0F2 2F0 2F1 2F2   .   .   . 2B2 2B2 2B1 2B1 2B0 2B0 0B2 0B2 0B1 0B1 0B0 0B0
            device 1    . 1F0 1F1 1F2 3F0 3F1 3F2 3B2 3B2 3B1 3B1 3B0 3B0 1B2 1B2 1B1 1B1 1B0 1B0   .   .
            """);
  }

  /**
   * The time of interleaved 1F1B, (m + (p - 1) / v)(F + B) with times of a device's whole share,
   * where every round is full: from m = p on. With fewer micro-batches each round but one takes p.
   */
  @Test
  void needsTheTimeOfInterleaved1f1b() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 4 * p; m++) {
        for (int v = 1; v <= 4; v++) {
          for (Times chunk : Ratios.ALL) {
            long rounds = (long) (v - 1) * Math.max(m, p) + m + p - 1;
            assertThat(Runs.makespan(new LoopedBreadthFirst(v), p, m, chunk))
                .as("p=%d m=%d v=%d %s", p, m, v, chunk)
                .isEqualTo(rounds * chunk.both());
            if (m % p == 0) {
              assertThat(Runs.makespan(new InterleavedOneForwardOneBackward(v), p, m, chunk))
                  .isEqualTo((m * v + p - 1) * chunk.both())
                  .isEqualTo(rounds * chunk.both());
            }
          }
        }
      }
    }
  }

  /** m v chunks, as with GPipe. */
  @Test
  void holdsEveryMicroBatch() {
    for (int v = 1; v <= 4; v++) {
      assertThat(new LoopedBreadthFirst(v).promises(Workload.of(3, 5)).peakInFlight())
          .containsOnly(5 * v);
    }
  }

  @Test
  void isGPipeWithOneChunk() {
    Workload workload = new Workload(4, 6, 2);

    assertThat(new LoopedBreadthFirst(1).plan(workload).toString())
        .isEqualTo(new GPipe().plan(workload).toString());
  }

  @Test
  void refusesNoChunks() {
    assertThatThrownBy(() -> new LoopedBreadthFirst(0))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("0 virtual stages");
  }
}
