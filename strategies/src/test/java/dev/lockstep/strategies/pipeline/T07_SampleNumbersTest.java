package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All pipelines side by side; forward, input and weight gradient of 1 for a device's whole share,
 * here 1000 ns.
 */
class T07_SampleNumbersTest {

  @ParameterizedTest
  @CsvSource({
    // p, m, 1F1B, with c = .1, interleaved v = 2, H1, H2 makespan, H2 span
    "2,4,15,15.4,13.5,13,13,12",
    "4,4,21,22.0,16.5,15,16,15",
    "4,8,33,34.6,28.5,27,27,24",
    "4,16,57,59.8,52.5,51,51,48",
    "8,8,45,47.6,34.5,31,34,31",
    "8,32,117,123.8,106.5,103,103,96",
  })
  void table(
      int p,
      int m,
      double oneForwardOneBackward,
      double withLatency,
      double interleaved,
      double h1,
      double h2,
      double h2Span) {
    Times times = Times.unit(1000);
    Times late = times.withLatency(100);
    Times halves = Times.unit(500);

    assertThat(Runs.makespan(new GPipe(), p, m, times)).isEqualTo(nanos(oneForwardOneBackward));
    assertThat(Runs.makespan(new OneForwardOneBackward(), p, m, times))
        .isEqualTo(nanos(oneForwardOneBackward));
    assertThat(Runs.makespan(new OneForwardOneBackward(), p, m, late))
        .isEqualTo(nanos(withLatency));
    assertThat(Runs.makespan(new InterleavedOneForwardOneBackward(2), p, m, halves))
        .isEqualTo(nanos(interleaved));
    assertThat(Runs.makespan(new ZeroBubbleH1(), p, m, times)).isEqualTo(nanos(h1));
    assertThat(Runs.span(new ZeroBubbleH1(), p, m, times)).isEqualTo(nanos(h1));
    assertThat(Runs.makespan(new ZeroBubbleH2(), p, m, times)).isEqualTo(nanos(h2));
    assertThat(Runs.span(new ZeroBubbleH2(), p, m, times)).isEqualTo(nanos(h2Span));
  }

  private static long nanos(double units) {
    return Math.round(units * 1000);
  }
}
