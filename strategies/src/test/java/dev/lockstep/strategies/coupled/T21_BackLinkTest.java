package dev.lockstep.strategies.coupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;

/** The next module's loss reaches the end of a module and no further. */
class T21_BackLinkTest {

  @Test
  void theLinkedStageWaitsForTheNextModule() {
    Times times = Times.unit(1).withHead(1);

    assertThat(Runs.drawing(Runs.run(new BackLink(), Workload.of(3, 1), times), 1))
        .isEqualTo(
            """
            device 0  0F0 1F0 1A0 1I0 0B0 0B0   . 1B0 1B0   .
            device 1    .   . 2F0 3F0 3A0 3I0 2I0 2W0 3B0 3B0
            device 2    .   .   .   . 4F0 5F0 5I0 4I0 4W0 5W0
            """);
  }

  /** 4t + a + 2c for modules of 2 halves: between 3t + a of local and 5t + a + 2c of pairwise. */
  @Test
  void isBetweenLocalAndPairwiseLearning() {
    for (int devices = 3; devices <= 8; devices++) {
      for (long a : new long[] {0, 300, 1500}) {
        for (long c : new long[] {0, 500, 2000}) {
          Times halves = new Times(500, 500, 500, a, c);
          long period =
              Runs.period(Runs.run(new BackLink(), new Workload(devices, 1, 24), halves), 24);

          assertThat(period)
              .as("%d devices a=%d c=%d", devices, a, c)
              .isEqualTo(4000 + a + 2 * c)
              .isBetween(3000 + a, 5000 + a + 2 * c);
        }
      }
    }
  }

  /** With others to work on, only the work is left: 3.5t + a where the link is half a module. */
  @Test
  void severalMicroBatchesHideTheLink() {
    Times halves = new Times(500, 500, 500, 300, 0);
    long period = Runs.period(Runs.run(new BackLink(), new Workload(4, 4, 24), halves), 24);

    assertThat(period).isEqualTo(4 * 3800);
  }
}
