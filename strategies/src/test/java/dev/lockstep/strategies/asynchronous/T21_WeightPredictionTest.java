package dev.lockstep.strategies.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Strategies that predict weights instead of keeping old ones: SpecTrain, PipeOptim, XPipe,
 * PipeMare.
 */
class T21_WeightPredictionTest {

  static Stream<Strategy> predictingForEachMicroBatch() {
    return Stream.of(new SpecTrain(), new PipeOptim());
  }

  @ParameterizedTest
  @MethodSource("predictingForEachMicroBatch")
  void theOrderIsThatOfPipeDream(Strategy strategy) {
    Workload workload = Workload.of(3, 9);

    assertThat(strategy.plan(workload).toString())
        .isEqualTo(new PipeDream().plan(workload).toString());
  }

  /** Staleness p - 1 - s, to be predicted away; the backward reads what the forward did not. */
  @ParameterizedTest
  @MethodSource("predictingForEachMicroBatch")
  void theNewestWeightsAreRead(Strategy strategy) {
    Schedule schedule = strategy.plan(Workload.of(4, 12));

    assertThat(WeightUse.of(schedule))
        .isEqualTo(new WeightUse(List.of(3, 2, 1, 0), List.of(1, 1, 1, 1)));
    assertThat(Orders.version(schedule, "0F9")).isEqualTo(6);
    assertThat(Orders.version(schedule, "0B9")).isEqualTo(9);
  }

  /**
   * Updates of other mini-batches on stage k until the mini-batch has come back to stage 0, forward
   * and backward of equal length: floor(k / 2) + p - k - 1 from its forward, floor(k / 2) from its
   * backward.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8})
  void specTrainPredictsUntilTheMiniBatchIsBack(int p) {
    int microBatch = 3 * p;
    Timeline timeline = Runs.run(new SpecTrain(), Workload.of(p, 8 * p), new Times(2, 1, 1, 0, 0));
    long back = span(timeline, 0, "0B" + microBatch).endNanos();

    for (int k = 0; k < p; k++) {
      long forward = span(timeline, k, k + "F" + microBatch).startNanos();
      long backward = span(timeline, k, k + "B" + microBatch).startNanos();
      assertThat(updates(timeline, k, forward, back) - 1).isEqualTo(k / 2 + p - k - 1);
      assertThat(updates(timeline, k, backward, back) - 1).isEqualTo(k / 2);
    }
  }

  private static Span span(Timeline timeline, int lane, String task) {
    return timeline.lane(lane).stream()
        .filter(span -> span.task().toString().equals(task))
        .findFirst()
        .orElseThrow();
  }

  private static long updates(Timeline timeline, int lane, long after, long until) {
    return timeline.lane(lane).stream()
        .filter(span -> span.task().operation() == Operation.UPDATE)
        .filter(span -> span.endNanos() > after && span.endNanos() <= until)
        .count();
  }

  @Test
  void xPipeUpdatesOncePerMiniBatch() {
    assertThat(new XPipe().plan(new Workload(2, 2, 2)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0B0 0F2 0B1 0U1 0F3 0B2 0B3 0U3
            device1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1F3 1B3 1U3
            """);
  }

  /** 0F3 comes after the first update, but its bellwether 0F2 came before. */
  @Test
  void xPipeGoesForwardWithThePredictionOfTheBellwether() {
    Schedule schedule = new XPipe().plan(new Workload(2, 2, 2));

    assertThat(Orders.version(schedule, "0F2")).isEqualTo(0);
    assertThat(Orders.version(schedule, "0F3")).isEqualTo(0);
    assertThat(Orders.version(schedule, "0B2")).isEqualTo(1);
    assertThat(Orders.version(schedule, "1F3")).isEqualTo(1);
  }

  /** Staleness ceil((p - 1 - s) / m), the same for all micro-batches of a mini-batch. */
  @ParameterizedTest
  @CsvSource({"2,2", "3,2", "4,3", "5,2", "8,3"})
  void xPipeIsEquallyStaleThroughoutAMiniBatch(int p, int m) {
    Schedule schedule = new XPipe().plan(new Workload(p, m, 10));

    for (int stage = 0; stage < p; stage++) {
      int expected = (p - 1 - stage + m - 1) / m;
      for (int microBatch = 5 * m; microBatch < 10 * m; microBatch++) {
        assertThat(Orders.staleness(schedule, stage, microBatch)).isEqualTo(expected);
      }
    }
  }

  @Test
  void pipeMareUpdatesOncePerMiniBatch() {
    assertThat(new PipeMare().plan(new Workload(2, 2, 2)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0F2 0B0 0F3 0B1 0U1 0B2 0B3 0U3
            device1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1F3 1B3 1U3
            """);
  }

  /**
   * The paper's (2(P - i) + 1) / N for stage i of P, from 1, and N micro-batches: what we count,
   * and the turn of the backward itself.
   */
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,2", "4,3", "5,8", "8,4"})
  void pipeMareIsStaleInProportion(int p, int m) {
    int iterations = 2 * p + 4;
    Schedule schedule = new PipeMare().plan(new Workload(p, m, iterations));

    for (int i = 1; i <= p; i++) {
      int sum = 0;
      for (int microBatch = (iterations - 1) * m; microBatch < iterations * m; microBatch++) {
        sum += Orders.staleness(schedule, i - 1, microBatch);
      }
      assertThat(sum + 1).isEqualTo(2 * (p - i) + 1);
    }
  }

  /** 2(P - i) + 1 micro-batches on stage i, p^2 over all stages. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void pipeMareHoldsTheSquareOfItsStages(int p) {
    Timeline timeline = Runs.run(new PipeMare(), new Workload(p, 4, 8), Times.unit(1));

    assertThat(Arrays.stream(InFlight.peaks(timeline)).sum()).isEqualTo(p * p);
  }

  static Stream<Strategy> all() {
    return Stream.of(new SpecTrain(), new PipeOptim(), new XPipe(), new PipeMare());
  }

  /** (N + p - 1)(F + B) in all. */
  @ParameterizedTest
  @MethodSource("all")
  void noneHasBubbles(Strategy strategy) {
    Times times = new Times(1000, 900, 800, 0, 0);
    for (int p = 1; p <= 8; p++) {
      assertThat(Runs.run(strategy, new Workload(p, 4, 16), times).makespanNanos())
          .isEqualTo((64 + p - 1) * times.both());
    }
  }
}
