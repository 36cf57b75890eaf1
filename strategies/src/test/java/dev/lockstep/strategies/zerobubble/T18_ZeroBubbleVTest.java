package dev.lockstep.strategies.zerobubble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two chunks a device in a V: ZB-V. Times are those of a chunk, half a device's share. */
class T18_ZeroBubbleVTest {

  private static final ZeroBubbleV ZB_V = new ZeroBubbleV();

  @Test
  void theModelComesBackToTheDeviceWhereItBegan() {
    assertThat(Runs.drawing(Runs.run(ZB_V, Workload.of(2, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0 0F1 0F2 3F0 3I0 3W0 3F1 3I1 3W1 0F3 0I0 0W0 3F2 3I2 3W2 0I1 0W1 3F3 3I3 3W3 0I2 0W2 0I3 0W3   .
            device 1    . 1F0 2F0 1F1 2F1 2I0 2W0 1F2 1I0 1W0 2F2 2I1 2W1 1F3 1I1 1W1 2F3 2I2 2W2 1I2 2I3 1I3 1W2 2W3 1W3
            """);
  }

  /** Span: the work itself. Makespan: half a device's forward more for each device behind. */
  @Test
  void nothingIsLostWithEqualTimes() {
    for (int p = 1; p <= 16; p++) {
      for (int m : new int[] {2 * p, 2 * p + 1, 4 * p}) {
        Times chunk = Times.unit(500);
        long ideal = 2L * m * chunk.both();
        assertThat(Runs.span(ZB_V, p, m, chunk)).as("p=%d m=%d", p, m).isEqualTo(ideal);
        assertThat(Runs.makespan(ZB_V, p, m, chunk))
            .as("p=%d m=%d", p, m)
            .isEqualTo(ideal + (p - 1) * chunk.forward());
      }
    }
  }

  /** (p - 1)(I - W), times of a device's whole share. */
  @Test
  void shortWeightGradientsLeaveABubble() {
    for (int p = 2; p <= 8; p++) {
      for (int m : new int[] {2 * p, 4 * p}) {
        for (Times chunk :
            List.of(
                new Times(500, 600, 400, 0, 0),
                new Times(600, 650, 350, 0, 0),
                new Times(500, 1000, 500, 0, 0),
                new Times(500, 500, 250, 0, 0),
                new Times(500, 750, 500, 0, 0))) {
          long bubble = 2L * (p - 1) * (chunk.input() - chunk.weight());
          assertThat(Runs.span(ZB_V, p, m, chunk))
              .as("p=%d m=%d %s", p, m, chunk)
              .isEqualTo(2L * m * chunk.both() + bubble);
        }
      }
    }
  }

  /** 2p chunks, that is p micro-batches, from {@code 2p - 1} micro-batches on. */
  @Test
  void keepsAsMuchAs1f1b() {
    for (int p = 1; p <= 16; p++) {
      for (int m = 1; m <= 3 * p; m++) {
        List<Integer> peaks = ZB_V.promises(Workload.of(p, m)).peakInFlight();
        if (m >= 2 * p - 1) {
          assertThat(peaks).as("p=%d m=%d", p, m).isEqualTo(Collections.nCopies(p, 2 * p));
        } else {
          int most = 2 * Math.min(p, m);
          assertThat(peaks).as("p=%d m=%d", p, m).allMatch(peak -> peak <= most);
        }
      }
    }
  }

  /** Sample numbers for a device's share of 1, here 1000 ns. */
  @ParameterizedTest
  @CsvSource({"2,4,12.5,12", "4,8,25.5,24", "4,16,49.5,48", "8,32,99.5,96"})
  void sampleNumbers(int p, int m, double makespan, double span) {
    assertThat(Runs.makespan(ZB_V, p, m, Times.unit(500))).isEqualTo(Math.round(1000 * makespan));
    assertThat(Runs.span(ZB_V, p, m, Times.unit(500))).isEqualTo(Math.round(1000 * span));
  }

  @Test
  void transfersCostLittle() {
    assertThat(Runs.makespan(ZB_V, 8, 64, Times.unit(1000).withLatency(50)))
        .isLessThanOrEqualTo(392_750);
  }
}
