package dev.lockstep.strategies.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.baseline.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stage learns from its own head. */
class T10_LocalLearningTest {

  @Test
  void onlyActivationsTravel() {
    Times times = Times.unit(1).withHead(1);

    assertThat(Runs.drawing(Runs.run(new LocalLearning(), new Workload(3, 1, 4), times), 1))
        .isEqualTo(
            """
            device 0  F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3  .
            device 1   . F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3
            device 2   .  . F0 B0 B0  . F1 B1 B1  . F2 B2 B2  . F3 B3 B3
            """);
  }

  @Test
  void severalMicroBatchesMakeOneUpdate() {
    assertThat(new LocalLearning().plan(Workload.of(2, 2)).toString())
        .isEqualTo(
            """
            device0: 0F0 0A0 0B0 0F1 0A1 0B1 0U1
            device1: 1F0 1B0 1F1 1B1 1U1
            """);
  }

  /**
   * T = 3t + a. The last stage has no head, so it is done min(a, t + c) sooner than N T + (K - 1)(t
   * + c).
   */
  @Test
  void fillsOnceAndThenNeverWaits() {
    for (int k = 2; k <= 8; k++) {
      for (long a : new long[] {0, 300, 1500}) {
        for (long c : new long[] {0, 500, 2000}) {
          Times times = new Times(1000, 1000, 1000, a, c);
          Timeline timeline = Runs.run(new LocalLearning(), new Workload(k, 1, 20), times);
          long period = 3000 + a;

          assertThat(Runs.period(timeline, 20)).isEqualTo(period);
          assertThat(timeline.makespanNanos())
              .as("K=%d a=%d c=%d", k, a, c)
              .isEqualTo(20 * period + (k - 1) * (1000 + c) - Math.min(a, 1000 + c));
        }
      }
    }
  }

  /** Capacity 1: the fast stage 0 is one mini-batch ahead of what stage 1 has taken, no more. */
  @Test
  void aFastStageWaitsForRoomInTheQueue() {
    List<Stage> stages = List.of(Stage.of(1, 1, 1), Stage.of(2, 2, 2));

    assertThat(
            Runs.drawing(
                Runs.run(new LocalLearning(1).plan(new Workload(2, 1, 4)), Times.costs(stages, 0)),
                1))
        .isEqualTo(
            """
            device 0  F0 B0 B0 F1 B1 B1  .  .  . F2 B2 B2  .  .  . F3 B3 B3  .  .  .  .  .  .  .
            device 1   . F0 F0 B0 B0 B0 B0 F1 F1 B1 B1 B1 B1 F2 F2 B2 B2 B2 B2 F3 F3 B3 B3 B3 B3
            """);
  }

  /**
   * On a link that carries one transfer at a time, a slow link sets the pace: T = max(3t + a, c).
   */
  @Test
  void theSlowestOfStageAndLinkSetsThePace() {
    for (long a : new long[] {0, 300, 1500}) {
      for (long c : new long[] {0, 2000, 4000, 9000}) {
        Times times = new Times(1000, 1000, 1000, a, c);
        Schedule schedule = new LocalLearning(100).plan(new Workload(4, 1, 40));
        Schedule lowered = TransferLowering.lower(schedule, Dispatch.IN_ORDER);
        Timeline timeline = Replay.run(lowered, times.costs(4));
        SteadyState steady = new SteadyState(timeline, 30, 35);

        assertThat(steady.iterationNanos())
            .as("a=%d c=%d", a, c)
            .isEqualTo((double) Math.max(3000 + a, c));
      }
    }
  }

  /** Against one device that trains end to end: K / (1 + a / 3t), at most K. */
  @Test
  void headsAreAllThatLocalLearningCosts() {
    for (int k : new int[] {2, 4, 8}) {
      for (long a : new long[] {0, 300, 1500}) {
        Times times = new Times(1000, 1000, 1000, a, 0);
        long local = Runs.period(Runs.run(new LocalLearning(), new Workload(k, 1, 20), times), 20);
        long alone = Runs.makespan(new Sequential(), k, 1, times);

        assertThat((double) alone / local).isEqualTo(k / (1 + a / 3000.0), within(1e-12));
      }
    }
  }

  /** a = 9t, as AugLocal's heads of three blocks behind modules of one: a quarter is of use. */
  @ParameterizedTest
  @CsvSource({"0, 1.0", "1000, 0.75", "9000, 0.25"})
  void headsAreOfNoUseEndToEnd(long head, double useful) {
    Times times = new Times(1000, 1000, 1000, head, 0);
    Timeline timeline = Runs.run(new LocalLearning(), new Workload(16, 1, 60), times);
    SteadyState steady = new SteadyState(timeline, 30, 40);

    assertThat(steady.usefulUtilisation(times.costs(16))).isCloseTo(useful, within(1e-12));
  }

  @Test
  void stagesOfOneDeviceTakeTurns() {
    assertThat(new LocalLearning(2, 2).plan(Workload.of(2, 2)).toString())
        .isEqualTo(
            """
            device0: 0F0 0A0 0B0 1F0 1A0 1B0 0F1 0A1 0B1 1F1 1A1 1B1 0U1 1U1
            device1: 2F0 2A0 2B0 3F0 3B0 2F1 2A1 2B1 3F1 3B1 2U1 3U1
            """);
  }

  /** The period of v stages is v (3t + a) however they are placed; the last stage has no head. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "2, 3", "4, 2"})
  void theDeviceWithMostHeadsSetsThePace(int devices, int v) {
    Times times = new Times(1000, 1000, 1000, 300, 500);
    Timeline timeline = Runs.run(new LocalLearning(2, v), new Workload(devices, 1, 20), times);
    int heads = devices == 1 ? v - 1 : v;

    assertThat(Runs.period(timeline, 20)).isEqualTo(v * 3000L + heads * 300L);
  }

  @Test
  void refusesDevicesWithoutAStage() {
    assertThatThrownBy(() -> new LocalLearning(2, 0))
        .isInstanceOf(ScheduleException.class)
        .hasMessage("local with 0 stages a device; it needs at least 1");
  }
}
