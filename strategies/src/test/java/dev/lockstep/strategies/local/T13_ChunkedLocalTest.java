package dev.lockstep.strategies.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;

/** Disjoint chunks, each a small pipeline with a loss of its own. */
class T13_ChunkedLocalTest {

  @Test
  void chunksFlushOnTheirOwn() {
    Times times = Times.unit(1).withHead(1);

    assertThat(Runs.drawing(Runs.run(new ChunkedLocal(2), Workload.of(4, 4), times), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3  .  .  .  . B3 B3  . B2 B2  . B1 B1  . B0 B0
            device 1   . F0 F1 F2 F3 A3 B3 B3 A2 B2 B2 A1 B1 B1 A0 B0 B0  .  .
            device 2   .  . F0 F1 F2 F3  .  .  . B3 B3 B2 B2 B1 B1 B0 B0  .  .
            device 3   .  .  . F0 F1 F2 F3 B3 B3 B2 B2 B1 B1 B0 B0  .  .  .  .
            """);
  }

  /** 3t (M + q - 1) + M a for a chunk with a head, and 2 (q - 1) c for its transfers. */
  @Test
  void iterationFlushesOneChunkOnly() {
    for (int q : new int[] {1, 2, 4, 8}) {
      for (int m : new int[] {1, 2, 8}) {
        for (long a : new long[] {0, 300, 1500}) {
          for (long c : new long[] {0, 250}) {
            Times times = new Times(1000, 1000, 1000, a, c);
            var timeline = Runs.run(new ChunkedLocal(q), new Workload(8, m, 16), times);
            long heads = q < 8 ? m * a : 0;
            assertThat(Runs.period(timeline, 16))
                .as("q=%d m=%d a=%d c=%d", q, m, a, c)
                .isEqualTo(3000L * (m + q - 1) + heads + 2L * (q - 1) * c);
          }
        }
      }
    }
  }

  /**
   * A chunk of q stages on one device is local learning of stages q times as large: T = 3 q t + a.
   */
  @Test
  void aChunkOnOneDeviceIsOneLargeStage() {
    for (int q : new int[] {1, 2, 4}) {
      for (long a : new long[] {0, 300, 1500}) {
        Times times = new Times(q * 1000L, q * 1000L, q * 1000L, a, 500);
        var timeline = Runs.run(new LocalLearning(), new Workload(8 / q, 1, 16), times);

        assertThat(Runs.period(timeline, 16)).as("q=%d a=%d", q, a).isEqualTo(3000L * q + a);
      }
    }
  }

  @Test
  void refusesBrokenChunks() {
    assertThatThrownBy(() -> new ChunkedLocal(3).plan(Workload.of(8, 4)))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("8 stages in chunks of 3")
        .hasMessageContaining("use chunks of 2");
    assertThatThrownBy(() -> new ChunkedLocal(0)).isInstanceOf(ScheduleException.class);
  }
}
