package dev.lockstep.strategies.bidirectional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.metrics.StepTimes;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One copy of the model in a V, forwards and backwards in pairs. */
class T18_DualPipeVTest {

  /** One device has both chunks: it never waits. */
  @Test
  void oneDevice() {
    assertThat(new DualPipeV().plan(Workload.of(1, 2)).toString())
        .isEqualTo("device0: 0F0 1F0 0F1 1B0 1F1 0B0 1B1 0I1 0W1 0U1 1U1\n");
    assertThat(Runs.makespan(new DualPipeV(), 1, 8, Times.unit(1))).isEqualTo(2 * 8 * 3);
  }

  @Test
  void twoDevices() {
    assertThat(Runs.drawing(Runs.run(new DualPipeV(), Workload.of(2, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0 0F1 0F2 3F0 3I0 3W0 3F1 0F3 3B1 3B1   . 3F2 0B0 0B0 3B2 3B2   . 3F3 0B1 0B1 3B3 3B3 0I2 0W2 0I3 0W3
            device 1    . 1F0 2F0 1F1 2F1 1F2 2B0 2B0 2F2 1B0 1B0 1F3 2B1 2B1 2F3 1B1 1B1 2B2 2B2 1B2 1B2   . 2I3 1I3 2W3 1W3
            """);
  }

  /** The eight steps of the published code, device 1 of 4 with 8 micro-batches. */
  @Test
  void keepsThePublishedOrder() {
    String lane = new DualPipeV().plan(Workload.of(4, 8)).toString().lines().toList().get(1);

    assertThat(lane)
        .isEqualTo(
            "device1: 1F0 1F1 1F2 1F3 "
                + "1F4 6F0 1F5 6F1 "
                + "6I0 6W0 6F2 6I1 6W1 6F3 "
                + "1F6 6B2 6F4 1B0 1F7 6B3 6F5 1B1 "
                + "6B4 6F6 1B2 6B5 6F7 1B3 "
                + "6B6 1B4 6I7 1I5 "
                + "6W7 1I6 1W5 1I7 "
                + "1W6 1W7 "
                + "1U7 6U7");
  }

  /**
   * (p - 1)(FB + B - 3W) on the device that waits longest, where the input gradient takes as long
   * as the forward.
   */
  @Test
  void idlesAsPublished() {
    for (int p : new int[] {2, 4, 8}) {
      for (int m = 4 * p; m <= 10 * p; m += p) {
        for (PairTimes times : PairTimes.ALL) {
          var timeline = Runs.run(new DualPipeV().plan(Workload.of(p, m)), times.costs(2 * p));
          StepTimes step = StepTimes.of(timeline);
          long busy = Arrays.stream(step.busyNanos()).min().orElseThrow();
          assertThat(step.makespanNanos() - busy)
              .as("p=%d m=%d %s", p, m, times)
              .isEqualTo((p - 1) * (times.pair() + times.backward() - 3 * times.weight()));
        }
      }
    }
  }

  @Test
  void holdsOneMoreChunkThanThereAre() {
    for (int p = 1; p <= 8; p++) {
      for (int m = 2 * p; m <= 4 * p; m++) {
        var timeline = Runs.run(new DualPipeV(), Workload.of(p, m), Times.unit(1));
        assertThat(InFlight.peaks(timeline)).as("p=%d m=%d", p, m).containsOnly(2 * p + 1);
      }
    }
  }

  @Test
  void refusesFewMicroBatches() {
    assertThatThrownBy(() -> new DualPipeV().plan(Workload.of(4, 7)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "dualpipe-v with 7 micro-batches on 4 devices; it needs at least 8 micro-batches");
  }
}
