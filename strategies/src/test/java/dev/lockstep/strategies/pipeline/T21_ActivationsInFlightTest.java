package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.zerobubble.ZeroBubbleV;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Activations held at once, device by device, read off timelines: micro-batches, chunks, slices.
 */
class T21_ActivationsInFlightTest {

  /** min(p - s, m). */
  @Test
  void oneForwardOneBackwardHoldsOneForEachStageAhead() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 3 * p; m++) {
        int most = m;
        int devices = p;
        assertPeaks(new OneForwardOneBackward(), p, m, s -> Math.min(devices - s, most));
      }
    }
  }

  /** m. */
  @Test
  void gPipeHoldsAll() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 1; m <= 3 * p; m++) {
        int all = m;
        assertPeaks(new GPipe(), p, m, s -> all);
      }
    }
  }

  /** 2 (p - 1 - r) + (v - 1) p + 1 chunks from m = 2p on. */
  @Test
  void interleavingHoldsMoreChunks() {
    for (int p = 2; p <= 8; p++) {
      for (int m = 2 * p; m <= 4 * p; m += p) {
        for (int v = 2; v <= 4; v++) {
          int devices = p;
          int before = (v - 1) * p + 1;
          var strategy = new InterleavedOneForwardOneBackward(v);
          assertPeaks(strategy, p, m, r -> 2 * (devices - 1 - r) + before);
        }
      }
    }
  }

  /** m v chunks. */
  @Test
  void breadthFirstHoldsAllChunks() {
    for (int p = 1; p <= 8; p++) {
      for (int v = 1; v <= 4; v++) {
        int all = 2 * p * v;
        assertPeaks(new LoopedBreadthFirst(v), p, 2 * p, r -> all);
      }
    }
  }

  /** p - s - 1 + k slices. */
  @Test
  void slicesAddOneForEachSlice() {
    for (int p = 1; p <= 8; p++) {
      for (int k = 1; k <= 5; k++) {
        int devices = p;
        int slices = k;
        var strategy = new SequenceOneForwardOneBackward(k);
        assertPeaks(strategy, p, 2 * p, s -> devices - s - 1 + slices);
      }
    }
  }

  /** p of H1 from m = p on, 2p - 1 of H2 from there on, on every device; 2p chunks of ZB-V. */
  @Test
  void zeroBubbleHoldsAsMuchEverywhere() {
    for (int p = 1; p <= 16; p++) {
      int devices = p;
      assertPeaks(new ZeroBubbleH1(), p, p, s -> devices);
      assertPeaks(new ZeroBubbleH1(), p, 3 * p, s -> devices);
      assertPeaks(new ZeroBubbleH2(), p, 2 * p - 1, s -> 2 * devices - 1);
      assertPeaks(new ZeroBubbleH2(), p, 3 * p, s -> 2 * devices - 1);
      assertPeaks(new ZeroBubbleV(), p, 2 * p, s -> 2 * devices);
    }
  }

  private static void assertPeaks(Strategy strategy, int p, int m, IntUnaryOperator expected) {
    for (var times : Ratios.ALL) {
      int[] peaks = InFlight.peaks(Runs.run(strategy, Workload.of(p, m), times));
      assertThat(peaks)
          .as("%s p=%d m=%d %s", strategy, p, m, times)
          .isEqualTo(IntStream.range(0, p).map(expected).toArray());
    }
  }
}
