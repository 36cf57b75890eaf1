package dev.lockstep.strategies.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How much faster than one device the family gets, for equal stages with B = 2F. */
class T23_SpeedUpsTest {

  private static final int ITERATIONS = 120;

  /**
   * For K = 2, 3, 4: 3K / (K + 2) and 3K / (K + 3) behind the forward lock; K without it, 3K / 4
   * with a second forward.
   */
  @Test
  void ofTheFamily() {
    assertThat(
            line(new DecoupledDelayedGradients())
                + line(new FeaturesReplay())
                + line(new FullyDecoupledDelayedGradients())
                + line(new AccumulatedDecoupledLearning(4, true), 4)
                + line(new DiverselyStaleParameters())
                + line(new Petra())
                + line(new Sideways()))
        .isEqualTo(
            """
            ddg              1.50  1.80  2.00
            features-replay  1.20  1.50  1.71
            fdg              2.00  3.00  4.00
            adl              2.00  3.00  4.00
            dsp              1.50  2.25  3.00
            petra            1.50  2.25  3.00
            sideways         2.00  3.00  4.00
            """);
  }

  private static String line(Strategy strategy) {
    return line(strategy, 1);
  }

  private static String line(Strategy strategy, int microBatches) {
    StringBuilder line = new StringBuilder("%-15s".formatted(strategy.name()));
    for (int k : List.of(2, 3, 4)) {
      Times times = Times.unit(1000);
      var timeline = Runs.run(strategy, new Workload(k, microBatches, ITERATIONS), times);
      double oneDevice = (double) k * microBatches * times.both();
      double speedUp = oneDevice / Runs.period(timeline, ITERATIONS);
      line.append(String.format(Locale.ROOT, "%6.2f", speedUp));
    }
    return line.append('\n').toString();
  }
}
