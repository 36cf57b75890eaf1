package dev.lockstep.strategies.zerobubble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.StepTimes;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Estimates;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.pipeline.ZeroBubbleH1;
import dev.lockstep.strategies.pipeline.ZeroBubbleH2;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order planned for the times of the stages, within a limit of memory: ZB-1p and ZB-2p. */
class T20_ZeroBubbleAutoTest {

  private static final Strategy ONE_P = ZeroBubbleAuto.perDevice(1);
  private static final Strategy TWO_P = ZeroBubbleAuto.perDevice(2);

  @Test
  void noDeviceWaitsOnceItHasBegun() {
    assertThat(Runs.drawing(Runs.run(TWO_P, Workload.of(3, 6), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3 F4 F5 I0 W0 I1 W1 I2 W2 I3 W3 I4 W4 I5 W5  .  .
            device 1   . F0 F1 F2 F3 I0 F4 I1 F5 I2 W0 I3 W1 I4 W2 I5 W3 W4 W5  .
            device 2   .  . F0 I0 F1 I1 F2 I2 F3 I3 F4 I4 F5 I5 W0 W1 W2 W3 W4 W5
            """);
  }

  /** Within the memory of 1F1B it finds ZB-H1. */
  @Test
  void doesNoWorseThanFixedOrders() {
    for (int p = 2; p <= 16; p += p < 8 ? 1 : 4) {
      for (int m : new int[] {p, 2 * p - 1, 2 * p, 4 * p}) {
        for (Times times :
            List.of(
                Times.unit(1000),
                new Times(1000, 1200, 800, 0, 0),
                new Times(1000, 1000, 500, 0, 20),
                new Times(1200, 1300, 700, 0, 50),
                new Times(1000, 800, 1200, 0, 50))) {
          assertThat(span(ONE_P, p, m, times))
              .as("p=%d m=%d %s", p, m, times)
              .isLessThanOrEqualTo(Runs.span(new ZeroBubbleH1(), p, m, times));
          assertThat(span(TWO_P, p, m, times))
              .as("p=%d m=%d %s", p, m, times)
              .isLessThanOrEqualTo(Runs.span(new ZeroBubbleH2(), p, m, times));
        }
      }
    }
  }

  /**
   * Bubble rates of ZB-1p and ZB-2p that Qi et al. (ICLR 2024) publish with the times that give
   * them, in milliseconds; the share is 32 / (34 + 5 a s / h) of their models.
   */
  @ParameterizedTest
  @CsvSource({
    "8, 24,18.522,18.086,9.337,.601,.37,.1585,.0433",
    "8, 32,18.513,18.086,9.331,.626,.37,.1242,.0039",
    "8, 64,18.546,18.097,9.321,.762,.37,.0674,.0026",
    "16,48,11.347,11.248,8.132,.377,.43,.1397,.0066",
    "16,64,11.307,11.254,8.101,.379,.43,.1088,.0054",
    "16,128,11.325,11.308,8.109,.378,.43,.0576,.0028",
  })
  void bubblesAreThePublishedOnes(
      int p,
      int m,
      double forward,
      double input,
      double weight,
      double latency,
      double share,
      double oneP,
      double twoP) {
    Times times = new Times(nanos(forward), nanos(input), nanos(weight), 0, nanos(latency));

    for (OptionalDouble left : List.of(OptionalDouble.of(share), OptionalDouble.empty())) {
      assertThat(bubble(new ZeroBubbleAuto(1, OptionalInt.empty(), left), p, m, times))
          .isLessThanOrEqualTo(oneP);
      assertThat(bubble(new ZeroBubbleAuto(2, OptionalInt.empty(), left), p, m, times))
          .isLessThanOrEqualTo(twoP + 0.0005);
    }
  }

  /** Micro-batches kept until the input gradient and half of each until the weight gradient. */
  @Test
  void staysWithinTheLimit() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      int p = 1 + random.nextInt(10);
      int m = 1 + random.nextInt(40);
      int limit = 1 + random.nextInt(2 * p + 2);
      boolean whole = random.nextBoolean();
      Strategy strategy =
          new ZeroBubbleAuto(
              2, OptionalInt.of(limit), whole ? OptionalDouble.of(1) : OptionalDouble.empty());
      Workload workload = Workload.of(p, m);
      int peak = Collections.max(strategy.promises(workload).peakInFlight());
      assertThat(peak).as("p=%d m=%d", p, m).isLessThanOrEqualTo(whole ? limit : 2 * limit - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"8,64,200400", "8,256,776400", "16,64,210000"})
  void transfersCostLittle(int p, int m, long makespan) {
    Times times = Times.unit(1000).withLatency(50);

    assertThat(Runs.run(TWO_P, estimated(p, m, times), times).makespanNanos())
        .isLessThanOrEqualTo(makespan);
    assertThat(Runs.makespan(TWO_P, p, m, times)).isLessThanOrEqualTo(makespan);
    assertThat(TWO_P.promises(Workload.of(p, m)).peakInFlight()).allMatch(peak -> peak <= 2 * p);
  }

  /** A slow stage in the middle: it loses no more than two transfers. */
  @Test
  void plansForStagesThatDiffer() {
    List<Long> slow = List.of(10L, 10L, 20L, 10L);
    Estimates times = new Estimates(slow, slow, slow, 1, OptionalDouble.empty());
    Workload workload = new Workload(4, 16, 1).withEstimates(times);
    var stages =
        slow.stream().map(nanos -> dev.lockstep.core.model.Stage.of(nanos, nanos, nanos)).toList();

    long span = StepTimes.of(Runs.run(TWO_P.plan(workload), Times.costs(stages, 1))).spanNanos();

    assertThat(span).isBetween(16 * 3 * 20L, 16 * 3 * 20L + 2);
  }

  @Test
  void refusesWhatItCannotPlan() {
    assertThatThrownBy(() -> ZeroBubbleAuto.perDevice(0))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new ZeroBubbleAuto(2, OptionalInt.empty(), OptionalDouble.of(1.5)))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("1.5");
    assertThatThrownBy(
            () -> TWO_P.plan(Workload.of(4, 4).withEstimates(Estimates.equal(3, 1, 1, 1, 0))))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("3 stages on 4 devices");
  }

  private static Workload estimated(int p, int m, Times times) {
    return Workload.of(p, m)
        .withEstimates(
            Estimates.equal(p, times.forward(), times.input(), times.weight(), times.latency()));
  }

  private static long span(Strategy strategy, int p, int m, Times times) {
    return StepTimes.of(Runs.run(strategy, estimated(p, m, times), times)).spanNanos();
  }

  private static double bubble(Strategy strategy, int p, int m, Times times) {
    double bubble =
        StepTimes.of(Runs.run(strategy, estimated(p, m, times), times)).spanBubbleFraction();
    return Math.round(bubble * 1e4) / 1e4;
  }

  private static long nanos(double millis) {
    return Math.round(millis * 1e6);
  }
}
