package dev.lockstep.strategies.coupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.baseline.Ideal;
import dev.lockstep.strategies.baseline.Naive;
import dev.lockstep.strategies.local.AsyncLocal;
import dev.lockstep.strategies.local.ChunkedLocal;
import dev.lockstep.strategies.local.GroupedLocal;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.pipeline.GPipe;
import org.junit.jupiter.api.Test;

/** The local family beside what it is compared with: period of a micro-batch, one a mini-batch. */
class T23_LocalFamilyTest {

  private static final int STAGES = 8;
  private static final long T = 1000;
  private static final long A = 300;
  private static final long C = 200;

  @Test
  void eachHasItsPeriod() {
    assertThat(period(new Ideal(), 1)).isEqualTo(3 * T);
    assertThat(period(new LocalLearning(), 1)).isEqualTo(3 * T + A);
    assertThat(period(new AsyncLocal(30), 1)).isEqualTo(3 * T + A);
    assertThat(period(new GroupedLocal(1, false), 1)).isEqualTo(3 * T + A);
    assertThat(backLink(1)).isEqualTo(4 * T + A + 2 * C);
    assertThat(period(new Interlocking(1), 1)).isEqualTo(5 * T + A + 2 * C);
    assertThat(period(new OverlappingLocal(), 1)).isEqualTo(5 * T + A + 2 * C);
    assertThat(period(new Interlocking(2), 1)).isEqualTo(7 * T + A + 4 * C);
    assertThat(period(new Naive(), 1)).isEqualTo(3L * STAGES * T + 2L * (STAGES - 1) * C);
  }

  /** With many micro-batches in a mini-batch only the work of a stage is left, and a flush. */
  @Test
  void severalMicroBatchesLeaveTheExtraWork() {
    int m = 16;

    assertThat(period(new Ideal(), m)).isEqualTo(3L * m * T);
    assertThat(period(new LocalLearning(), m)).isEqualTo(m * (3 * T + A));
    assertThat(period(new GPipe(), m)).isEqualTo(3L * (m + STAGES - 1) * T + 2L * (STAGES - 1) * C);
  }

  /** Whoever looks less far ahead updates more often. */
  @Test
  void lessLookAheadMeansMoreUpdates() {
    long previous = period(new LocalLearning(), 1);
    for (int d = 1; d <= STAGES - 1; d++) {
      long period = period(new Interlocking(d), 1);
      assertThat(period).as("d=%d", d).isGreaterThan(previous);
      previous = period;
    }
    assertThat(previous).isLessThan(period(new Naive(), 1));
  }

  /** A chunk flushes alone: 3(M + q - 1)t / M instead of 3(M + K - 1)t / M, plus its heads. */
  @Test
  void chunksFlushSooner() {
    int m = 8;
    int q = 2;

    assertThat(period(new ChunkedLocal(q), m, 0)).isEqualTo(3L * (m + q - 1) * T);
    assertThat(period(new GPipe(), m, 0))
        .isEqualTo(3L * (m + STAGES - 1) * T + 2L * (STAGES - 1) * C);
  }

  private static long period(Strategy strategy, int microBatches) {
    return period(strategy, microBatches, A);
  }

  private static long period(Strategy strategy, int microBatches, long head) {
    Times times = new Times(T, T, T, head, strategy instanceof ChunkedLocal ? 0 : C);
    Workload workload = new Workload(STAGES, microBatches, 24);
    return Runs.period(Runs.run(strategy, workload, times), 24);
  }

  private static long backLink(int microBatches) {
    Times halves = new Times(T / 2, T / 2, T / 2, A, C);
    Workload workload = new Workload(STAGES, microBatches, 24);
    return Runs.period(Runs.run(new BackLink(), workload, halves), 24);
  }
}
