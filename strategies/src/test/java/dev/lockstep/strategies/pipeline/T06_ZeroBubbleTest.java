package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.metrics.StepTimes;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weight gradients in the bubbles: ZB-H1 and ZB-H2. */
class T06_ZeroBubbleTest {

  /**
   * The paper's interleaved schedule has one layer a chunk, that is three chunks a device in these
   * models.
   */
  private static final int CHUNKS = 3;

  @Test
  void h1FillsTheEndOfThePipeline() {
    assertThat(Runs.drawing(Runs.run(new ZeroBubbleH1(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  . I0 W0 F3 I1 W1 I2 W2 I3 W3
            device 1   . F0 F1  . I0 F2 I1 W0 F3 I2 W1 I3 W2 W3
            device 2   .  . F0 I0 F1 I1 F2 I2 W0 F3 I3 W1 W2 W3
            """);
  }

  @Test
  void h2FillsTheBeginningToo() {
    assertThat(Runs.drawing(Runs.run(new ZeroBubbleH2(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3  . I0 W0 I1 W1 I2 W2 I3 W3  .
            device 1   . F0 F1 F2 I0 F3 I1  . I2 W0 I3 W1 W2 W3
            device 2   .  . F0 I0 F1 I1 F2 I2 F3 I3 W0 W1 W2 W3
            """);
  }

  @Test
  void keepThePublishedOrders() {
    Workload workload = Workload.of(4, 8);

    assertThat(Runs.order(new ZeroBubbleH1().plan(workload), 1))
        .isEqualTo("F0 F1 F2 I0 F3 I1 W0 F4 I2 W1 F5 I3 W2 F6 I4 W3 F7 I5 W4 I6 W5 I7 W6 W7");
    assertThat(Runs.order(new ZeroBubbleH2().plan(workload), 1))
        .isEqualTo("F0 F1 F2 F3 F4 I0 F5 I1 F6 I2 W0 F7 I3 W1 I4 W2 I5 W3 I6 W4 I7 W5 W6 W7");
  }

  /** m (F + I + W) + (p - 1)(F + I - W) + 4 (p - 1) c from m = p on; 2c less at m = p. */
  @Test
  void h1SpanIsClosed() {
    for (int p = 2; p <= 16; p++) {
      for (int m : new int[] {p, p + 1, 2 * p - 1, 2 * p, 4 * p}) {
        for (Times times : Ratios.ALL) {
          for (long c : new long[] {0, 1, 20}) {
            long bubble = (p - 1) * (times.forward() + times.input() - times.weight());
            long latency = 4L * (p - 1) * c - (m == p ? 2 * c : 0);
            Times late = times.withLatency(c);
            long expected = m * times.both() + bubble + latency;
            assertThat(Runs.span(new ZeroBubbleH1(), p, m, late))
                .as("p=%d m=%d %s", p, m, late)
                .isEqualTo(expected);
            assertThat(Runs.makespan(new ZeroBubbleH1(), p, m, late)).isEqualTo(expected);
          }
        }
      }
    }
  }

  /** m (F + I + W) + (p - 1)(F + I - 2W) + 2 (p - 1) c from m = 2p - 1 on. */
  @Test
  void h2SpanIsClosed() {
    for (int p = 2; p <= 16; p++) {
      for (int m : new int[] {2 * p - 1, 2 * p, 3 * p, 4 * p}) {
        for (Times times : Ratios.ALL) {
          for (long c : new long[] {0, 1, 20}) {
            long bubble = (p - 1) * (times.forward() + times.input() - 2 * times.weight());
            Times late = times.withLatency(c);
            assertThat(Runs.span(new ZeroBubbleH2(), p, m, late))
                .as("p=%d m=%d %s", p, m, late)
                .isEqualTo(m * times.both() + bubble + 2L * (p - 1) * c);
          }
        }
      }
    }
  }

  /** Makespan above the ideal time: (p - 1) max(F, F + I - 2W). */
  @Test
  void h2DevicesEndOneAfterAnother() {
    for (int p = 2; p <= 8; p++) {
      for (Times times : Ratios.ALL) {
        long skew = Math.max(times.forward(), times.forward() + times.input() - 2 * times.weight());
        assertThat(Runs.makespan(new ZeroBubbleH2(), p, 3 * p, times))
            .as("p=%d %s", p, times)
            .isEqualTo(3L * p * times.both() + (p - 1) * skew);
      }
    }
  }

  @Test
  void anyNumberOfMicroBatchesIsAdmitted() {
    for (Strategy strategy : List.of(new ZeroBubbleH1(), new ZeroBubbleH2())) {
      for (int m = 1; m <= 12; m++) {
        Workload workload = Workload.of(6, m);
        assertThat(strategy.plan(workload).taskCount()).isEqualTo(6 * (3 * m + 1));
      }
    }
  }

  /**
   * Bubble rates that Qi et al. (ICLR 2024) publish with the times that give them, in milliseconds.
   */
  @ParameterizedTest
  @CsvSource({
    "8, 24,18.522,18.086,9.337,.601,.2431,.1585,.1083,.1055",
    "8, 32,18.513,18.086,9.331,.626,.1985,.1242,.0837,.0818",
    "8, 64,18.546,18.097,9.321,.762,.1240,.0674,.0444,.0443",
    "16,48,11.347,11.248,8.132,.377,.2552,.1397,.0672,.1104",
    "16,64,11.307,11.254,8.101,.379,.2082,.1088,.0516,.0852",
    "16,128,11.325,11.308,8.109,.378,.1251,.0576,.0266,.0445",
  })
  void bubblesAreThePublishedOnes(
      int p,
      int m,
      double forward,
      double input,
      double weight,
      double latency,
      double oneForwardOneBackward,
      double h1,
      double h2,
      double interleaved) {
    Times times = new Times(nanos(forward), nanos(input), nanos(weight), 0, nanos(latency));

    assertThat(bubble(new OneForwardOneBackward(), p, m, times)).isEqualTo(oneForwardOneBackward);
    assertThat(bubble(new ZeroBubbleH1(), p, m, times)).isEqualTo(h1);
    assertThat(bubble(new ZeroBubbleH2(), p, m, times)).isEqualTo(h2);
    assertThat(bubble(new InterleavedOneForwardOneBackward(CHUNKS), p, m, chunk(times)))
        .isCloseTo(interleaved, within(0.004));
  }

  private static Times chunk(Times device) {
    return new Times(
        device.forward() / CHUNKS,
        device.input() / CHUNKS,
        device.weight() / CHUNKS,
        0,
        device.latency());
  }

  private static double bubble(Strategy strategy, int p, int m, Times times) {
    double bubble = StepTimes.of(Runs.run(strategy, Workload.of(p, m), times)).spanBubbleFraction();
    return Math.round(bubble * 1e4) / 1e4;
  }

  private static long nanos(double millis) {
    return Math.round(millis * 1e6);
  }
}
