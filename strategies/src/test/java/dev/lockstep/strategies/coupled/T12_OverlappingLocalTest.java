package dev.lockstep.strategies.coupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.local.LocalLearning;
import org.junit.jupiter.api.Test;

/** A loss after each pair of stages. */
class T12_OverlappingLocalTest {

  @Test
  void innerStagesGetTwoGradients() {
    Times times = Times.unit(1).withHead(1);

    assertThat(Runs.drawing(Runs.run(new OverlappingLocal(), new Workload(3, 1, 4), times), 1))
        .isEqualTo(
            """
            device 0  F0  .  .  . B0 B0 F1  .  .  . B1 B1 F2  .  .  . B2 B2 F3  .  .  . B3 B3
            device 1   . F0 A0 I0 B0 B0  . F1 A1 I1 B1 B1  . F2 A2 I2 B2 B2  . F3 A3 I3 B3 B3
            device 2   .  . F0 I0 W0  .  .  . F1 I1 W1  .  .  . F2 I2 W2  .  .  . F3 I3 W3  .
            """);
  }

  @Test
  void onlyInnerStagesHaveHeads() {
    OverlappingLocal strategy = new OverlappingLocal();

    assertThat(strategy.hasAuxiliaryHead(0, 3)).isFalse();
    assertThat(strategy.hasAuxiliaryHead(1, 3)).isTrue();
    assertThat(strategy.hasAuxiliaryHead(2, 3)).isFalse();
  }

  /** 5t + a + 2c, as pairwise interlocking. */
  @Test
  void takesTheTimeOfPairwiseInterlocking() {
    for (int k = 3; k <= 8; k++) {
      for (long c : new long[] {0, 500, 2000}) {
        for (long a : new long[] {0, 300, 1500}) {
          Times times = new Times(1000, 1000, 1000, a, c);
          for (var strategy : new Strategy[] {new OverlappingLocal(), new Interlocking(1)}) {
            var timeline = Runs.run(strategy, new Workload(k, 1, 24), times);
            assertThat(Runs.period(timeline, 24))
                .as("%s K=%d c=%d a=%d", strategy, k, c, a)
                .isEqualTo(5000 + a + 2 * c);
          }
        }
      }
    }
  }

  /**
   * If every device ran both stages of its pair instead, no gradient would travel: local learning
   * of stages twice as large, T = 6t + a, as long as exchanging the weights of the shared stages is
   * free.
   */
  @Test
  void runningBothStagesOfAPairTakesSixForwardsAndAHead() {
    for (long a : new long[] {0, 300, 1500}) {
      Times pair = new Times(2000, 2000, 2000, a, 500);

      assertThat(Runs.period(Runs.run(new LocalLearning(), new Workload(7, 1, 16), pair), 16))
          .isEqualTo(6000 + a);
    }
  }
}
