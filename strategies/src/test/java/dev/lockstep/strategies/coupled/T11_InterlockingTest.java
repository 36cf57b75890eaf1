package dev.lockstep.strategies.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.local.LocalLearning;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients travel a few stages and no further. */
class T11_InterlockingTest {

  @Test
  void pairwise() {
    assertThat(drawing(1))
        .isEqualTo(
            """
            device 0  F0 A0  .  . B0 B0 F1 A1  .  . B1 B1 F2 A2  .  . B2 B2 F3 A3  .  . B3 B3
            device 1   . F0 A0 I0 B0 B0  . F1 A1 I1 B1 B1  . F2 A2 I2 B2 B2  . F3 A3 I3 B3 B3
            device 2   .  . F0 I0 W0  .  .  . F1 I1 W1  .  .  . F2 I2 W2  .  .  . F3 I3 W3  .
            """);
  }

  @Test
  void threeWise() {
    assertThat(drawing(2))
        .isEqualTo(
            """
            device 0  F0 A0  .  .  . B0 B0 F1 A1  .  .  . B1 B1 F2 A2  .  .  . B2 B2 F3 A3  .  .  . B3 B3
            device 1   . F0 A0 I0 I0 W0  .  . F1 A1 I1 I1 W1  .  . F2 A2 I2 I2 W2  .  . F3 A3 I3 I3 W3  .
            device 2   .  . F0 I0 W0  .  .  .  . F1 I1 W1  .  .  .  . F2 I2 W2  .  .  .  . F3 I3 W3  .  .
            """);
  }

  private static String drawing(int lookAhead) {
    Times times = Times.unit(1).withHead(1);
    return Runs.drawing(Runs.run(new Interlocking(lookAhead), new Workload(3, 1, 4), times), 1);
  }

  @Test
  void noLookAheadIsLocalLearning() {
    Workload workload = new Workload(5, 1, 3);
    assertThat(new Interlocking(0).plan(workload).toString())
        .isEqualTo(new LocalLearning().plan(workload).toString());
  }

  @Test
  void moreLookAheadThanStagesIsTheTrueLoss() {
    for (int m : new int[] {1, 4}) {
      Workload workload = new Workload(5, m, 3);
      assertThat(new Interlocking(Integer.MAX_VALUE).plan(workload).toString())
          .isEqualTo(new Interlocking(4).plan(workload).toString());
    }
  }

  /**
   * (2d + 3) t + a + 2dc with one micro-batch in flight; at d = K - 1 the farthest loss has no
   * head, and a drops out as long as a head ends while its stage waits for the next one's gradient:
   * a at most t + 2c. Otherwise the excess adds.
   */
  @Test
  void periodWithOneMicroBatchInFlight() {
    for (int k = 3; k <= 8; k++) {
      for (int d = 0; d <= Math.min(4, k - 1); d++) {
        for (long c : new long[] {0, 125, 500, 2000}) {
          for (long a : new long[] {0, 300, 1500}) {
            Times times = new Times(1000, 1000, 1000, a, c);
            long head = d < k - 1 ? a : Math.max(0, a - 1000 - 2 * c);
            assertThat(period(new Interlocking(d), k, 1, times))
                .as("K=%d d=%d c=%d a=%d", k, d, c, a)
                .isEqualTo((2 * d + 3) * 1000L + head + 2L * d * c);
          }
        }
      }
    }
  }

  /** M (d + 3) t + M a where a second micro-batch fills the wait. */
  @Test
  void twoMicroBatchesFillTheWait() {
    for (int k : new int[] {4, 8}) {
      for (int d = 1; d <= 2; d++) {
        for (int m : new int[] {2, 4, 8}) {
          Times times = new Times(1000, 1000, 1000, 300, 0);
          assertThat(period(new Interlocking(d), k, m, times))
              .as("K=%d d=%d m=%d", k, d, m)
              .isEqualTo(m * ((d + 3) * 1000L + 300));
        }
      }
    }
  }

  /** K = 8, four micro-batches, transfers as long as a forward: what comes first matters. */
  @ParameterizedTest
  @CsvSource({
    "1,FORWARD_FIRST,17200",
    "1,BACKWARD_FIRST,20200",
    "2,FORWARD_FIRST,21200",
  })
  void priorityMattersWithLongTransfers(int d, Priority priority, long expected) {
    Times times = new Times(1000, 1000, 1000, 300, 1000);
    var strategy = new Interlocking(d, OptionalInt.empty(), priority);

    assertThat(period(strategy, 8, 4, times)).isEqualTo(expected);
  }

  /** As published, one micro-batch at a time, however many make an update. */
  @Test
  void oneInFlightGivesThePublishedPeriod() {
    for (int d = 1; d <= 3; d++) {
      Times times = new Times(1000, 1000, 1000, 300, 500);
      for (Priority priority : Priority.values()) {
        var strategy = new Interlocking(d, OptionalInt.of(1), priority);
        assertThat(period(strategy, 6, 4, times))
            .as("d=%d %s", d, priority)
            .isEqualTo(4 * ((2 * d + 3) * 1000L + 300 + 2L * d * 500));
      }
    }
  }

  /**
   * The last stage of the published pairwise code computes its weight gradient before it sends, and
   * the stage before it waits: max(5t + a, 6t) + 2c.
   */
  @ParameterizedTest
  @CsvSource({"0,0,6000", "300,0,6000", "1500,0,6500", "0,500,7000", "1500,2000,10500"})
  void pairwiseCode(long a, long c, long expected) {
    for (int k : new int[] {3, 4, 8}) {
      var strategy = new Interlocking(1, Combination.FARTHEST, Timing.PAIRWISE_CODE);

      assertThat(period(strategy, k, 1, new Times(1000, 1000, 1000, a, c)))
          .as("K=%d", k)
          .isEqualTo(expected);
    }
  }

  /** Every stage waits for all of the stage behind: slower than training end to end. */
  @Test
  void listCode() {
    var strategy = new Interlocking(2, Combination.FARTHEST, Timing.LIST_CODE);
    Times times = Times.unit(1).withHead(1);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(4, 1), times), 1))
        .isEqualTo(
            """
            device 0  F0 A0  .  .  .  .  .  .  .  .  .  .  . I0 B0 B0 I0
            device 1   . F0 A0  .  .  .  .  .  . I0 B0 B0 I0  .  .  .  .
            device 2   .  . F0 A0  .  . B0 B0 I0  .  .  .  .  .  .  .  .
            device 3   .  .  . F0 B0 B0  .  .  .  .  .  .  .  .  .  .  .
            """);
  }

  /**
   * K forwards and 2(K - 1) transfers; then 2t at the end and 1t + one for each entry elsewhere.
   */
  @ParameterizedTest
  @CsvSource({"4,1,15", "4,2,17", "4,3,18", "8,1,31", "8,2,37", "8,7,52"})
  void listCodeIsSerial(int k, int d, long units) {
    var strategy = new Interlocking(d, Combination.FARTHEST, Timing.LIST_CODE);

    for (long c : new long[] {0, 500, 2000}) {
      assertThat(period(strategy, k, 1, new Times(1000, 1000, 1000, 300, c)))
          .isEqualTo(units * 1000 + 2L * (k - 1) * c);
    }
  }

  /** Losses are added at the output of a stage, so that one backward does for all. */
  @Test
  void combinedLossesTakeNoMoreTime() {
    for (int d = 1; d <= 3; d++) {
      Times times = new Times(1000, 1000, 1000, 300, 500);
      var sum = new Interlocking(d, Combination.SUM, Timing.AS_COMPUTED);

      assertThat(period(sum, 6, 1, times)).isEqualTo(period(new Interlocking(d), 6, 1, times));
    }
  }

  @Test
  void refusesWhatThePublishedCodeCannotDo() {
    assertThatThrownBy(() -> new Interlocking(2, Combination.SUM, Timing.PAIRWISE_CODE))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("look-ahead 2, SUM, PAIRWISE_CODE");
    var listCode = new Interlocking(1, Combination.FARTHEST, Timing.LIST_CODE);
    assertThatThrownBy(() -> listCode.plan(Workload.of(4, 2)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "interlocking as the published code runs it with 2 micro-batches; it has 1 in a"
                + " mini-batch. Maybe use the timing of the paper.");
  }

  @Test
  void refusesNegativeLookAhead() {
    assertThatThrownBy(() -> new Interlocking(-1)).isInstanceOf(ScheduleException.class);
    assertThatThrownBy(() -> new Interlocking(1, OptionalInt.of(0), Priority.FORWARD_FIRST))
        .isInstanceOf(ScheduleException.class);
  }

  private static long period(Interlocking strategy, int k, int m, Times times) {
    return Runs.period(Runs.run(strategy, new Workload(k, m, 24), times), 24);
  }
}
