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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two copies of the model, forwards and backwards in pairs. */
class T19_DualPipeTest {

  @Test
  void twoDevices() {
    assertThat(new DualPipe().plan(Workload.of(2, 4)).toString())
        .isEqualTo(
            """
            device0: 0F0 1F2 0F1 1B2 1F3 0B0 1B3 0I1 0W1 0U1 1U3
            device1: 0F2 1F0 0F3 1B0 1F1 0B2 1B1 0I3 0W3 0U3 1U1
            """);
  }

  @Test
  void fourDevices() {
    assertThat(Runs.drawing(Runs.run(new DualPipe(), Workload.of(4, 8), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F4 I4 W4 F5 F3 B5 B5  . F6 B0 B0 B6 B6  . F7 B1 B1 B7 B7 I2 W2 I3 W3
            device 1   . F0 F4 F1 F5 F2 B4 B4 F6 B0 B0 F3 B5 B5 F7 B1 B1 B6 B6 B2 B2  . I7 I3 W7 W3
            device 2   . F4 F0 F5 F1 F6 B0 B0 F2 B4 B4 F7 B1 B1 F3 B5 B5 B2 B2 B6 B6  . I3 I7 W3 W7
            device 3  F4 F5 F6 F0 I0 W0 F1 F7 B1 B1  . F2 B4 B4 B2 B2  . F3 B5 B5 B3 B3 I6 W6 I7 W7
            """);
  }

  /** The eight steps of the published code, devices 1 and 6 of 8 with 16 micro-batches. */
  @Test
  void keepsThePublishedOrder() {
    var lanes = new DualPipe().plan(Workload.of(8, 16)).toString().lines().toList();

    assertThat(lanes.get(1))
        .isEqualTo(
            "device1: 1F0 1F1 1F2 1F3 "
                + "1F4 6F8 1F5 6F9 "
                + "6I8 6W8 6F10 6I9 6W9 6F11 "
                + "1F6 6B10 6F12 1B0 1F7 6B11 6F13 1B1 "
                + "6B12 6F14 1B2 6B13 6F15 1B3 "
                + "6B14 1B4 6I15 1I5 "
                + "6W15 1I6 1W5 1I7 "
                + "1W6 1W7 "
                + "1U7 6U15");
    assertThat(lanes.get(6))
        .isEqualTo(
            "device6: 1F8 1F9 1F10 1F11 "
                + "1F12 6F0 1F13 6F1 "
                + "6I0 6W0 6F2 6I1 6W1 6F3 "
                + "1F14 6B2 6F4 1B8 1F15 6B3 6F5 1B9 "
                + "6B4 6F6 1B10 6B5 6F7 1B11 "
                + "6B6 1B12 6I7 1I13 "
                + "6W7 1I14 1W13 1I15 "
                + "1W14 1W15 "
                + "1U15 6U7");
  }

  /** (p / 2 - 1)(FB + B - 3W) on the device that waits longest. */
  @Test
  void idlesAsPublished() {
    for (int p : new int[] {2, 4, 8, 16}) {
      for (int m = 2 * p; m <= 5 * p; m += 2) {
        for (PairTimes times : PairTimes.ALL) {
          var timeline = Runs.run(new DualPipe().plan(Workload.of(p, m)), times.costs(p));
          StepTimes step = StepTimes.of(timeline);
          long busy = Arrays.stream(step.busyNanos()).min().orElseThrow();
          assertThat(step.makespanNanos() - busy)
              .as("p=%d m=%d %s", p, m, times)
              .isEqualTo((p / 2 - 1) * (times.pair() + times.backward() - 3 * times.weight()));
        }
      }
    }
  }

  @Test
  void holdsOneMoreMicroBatchThanThereAreDevices() {
    for (int p = 2; p <= 16; p += 2) {
      for (int m = 2 * p; m <= 4 * p; m += 2) {
        var timeline = Runs.run(new DualPipe(), Workload.of(p, m), Times.unit(1));
        assertThat(InFlight.peaks(timeline)).as("p=%d m=%d", p, m).containsOnly(p + 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3,8", "4,9", "4,6"})
  void refusesWhatTheDirectionsCannotShare(int p, int m) {
    assertThatThrownBy(() -> new DualPipe().plan(Workload.of(p, m)))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("%d micro-batches on %d devices; it needs an even".formatted(m, p));
  }
}
