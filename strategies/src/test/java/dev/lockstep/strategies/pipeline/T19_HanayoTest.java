package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.baseline.Sequential;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages in waves over the devices. */
class T19_HanayoTest {

  @Test
  void goesDownTheDevicesAndBackUp() {
    assertThat(Runs.drawing(Runs.run(new Hanayo(1), Workload.of(2, 2), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0 0F1   . 3F0 3B0 3B0 3F1 3B1 3B1   . 0B0 0B0   .   . 0B1 0B1
            device 1    . 1F0 2F0 1F1 2F1   . 2B0 2B0 1B0 1B0 2B1 2B1 1B1 1B1   .   .
            """);
  }

  /** Two waves over two devices: 0 1 1 0 0 1 1 0. */
  @Test
  void laysEachWaveInTheSameWay() {
    WaveOrder order = new WaveOrder(2, 2, 1);

    assertThat(IntStream.range(0, order.stages()).map(order::device))
        .containsExactly(0, 1, 1, 0, 0, 1, 1, 0);
  }

  /**
   * Backward of two forwards, as many micro-batches as devices: the makespan in forwards of a chunk
   * that an independent list scheduler finds, and the bubble that the paper gives, which more waves
   * come nearer to.
   */
  @ParameterizedTest
  @CsvSource({
    "4,1,36,0.4000", "4,2,61,0.2222", "4,4,109,0.1176",
    "8,1,76,0.4516", "8,2,126,0.2545", "8,4,222,0.1359"
  })
  void bubbleShrinksWithTheWaves(int p, int waves, long expected, double published) {
    long makespan = Runs.makespan(new Hanayo(waves), p, p, Times.unit(1));
    double bubble = 1 - 6.0 * p * waves / makespan;

    assertThat(makespan).isEqualTo(expected);
    assertThat((2 * p - 2.0) / (3 * p * waves + p - 1)).isCloseTo(published, within(5e-5));
    assertThat(bubble).isLessThan(published + 0.002);
    if (waves > 1) {
      assertThat(bubble).isCloseTo(published, within(0.02));
    }
  }

  /** With as many micro-batches as devices, a half and a quarter of a stage a chunk. */
  @Test
  void isBetterThan1f1bWheneverTheBubbleCounts() {
    for (int p = 2; p <= 8; p++) {
      long whole = Runs.makespan(new OneForwardOneBackward(), p, p, Times.unit(4));
      assertThat(Runs.makespan(new Hanayo(1), p, p, Times.unit(2))).isLessThan(whole);
      assertThat(Runs.makespan(new Hanayo(2), p, p, Times.unit(1))).isLessThan(whole);
    }
  }

  /** One device has nothing to wait for: the time of sequential training. */
  @Test
  void oneDeviceNeverWaits() {
    for (int m = 1; m <= 4; m++) {
      assertThat(Runs.makespan(new Hanayo(2), 1, m, Times.unit(1)))
          .isEqualTo(Runs.makespan(new Sequential(), 1, m, Times.unit(4)));
    }
  }

  @Test
  void refusesNoWaves() {
    assertThatThrownBy(() -> new Hanayo(0))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("0 waves");
  }
}
