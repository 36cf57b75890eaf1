package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.timeline.Timeline;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a longer run settles to. */
class T02_SteadyStateTest {

  private static final Stage UNIT = Stage.of(1, 1, 1);

  @Test
  void oneDeviceRepeatsFromTheStart() {
    SteadyState steady = new SteadyState(Orders.run(Orders.oneAfterAnother(1, 4), 0, UNIT), 2, 3);

    assertThat(steady.iterationNanos()).isEqualTo(3);
    assertThat(steady.cycle()).isEqualTo(1);
    assertThat(steady.iterations()).isEqualTo(2);
    assertThat(steady.windowNanos()).isEqualTo(6);
    assertThat(steady.busyNanos()).containsExactly(6);
    assertThat(steady.utilisation()).isEqualTo(1);
  }

  /** After a flush the next iteration takes as long as the first: (m + p - 1)(F + B). */
  @Test
  void aFlushMakesAllIterationsEqual() {
    SteadyState steady =
        new SteadyState(Orders.run(Orders.fillAndDrain(2, 3, 5), 0, UNIT, UNIT), 1, 4);

    assertThat(LongStream.rangeClosed(1, 4).map(i -> steady.nanos((int) i)))
        .containsOnly((3 + 2 - 1) * 3L);
    assertThat(steady.iterationNanos()).isEqualTo(12);
    assertThat(steady.utilisation()).isEqualTo(2 * 9 * 4 / (2.0 * 12 * 4));
  }

  /**
   * Two micro-batches circle through two stages: forward 1, transfer 3, forward 1, backward 2,
   * transfer 3, backward 2, that is 12 for both; between them the stages are idle.
   */
  @Test
  void timesMayAlternateAndThenTheMeanCounts() {
    Timeline timeline = Orders.run(Orders.stream(2, 20), 3, UNIT, UNIT);
    SteadyState steady = new SteadyState(timeline, 8, 10);

    assertThat(List.of(steady.nanos(7), steady.nanos(8), steady.nanos(9), steady.nanos(10)))
        .isEqualTo(List.of(3L, 9L, 3L, 9L));
    assertThat(steady.cycle()).isEqualTo(2);
    assertThat(steady.iterationNanos()).isEqualTo(12 / 2.0);
    assertThat(steady.iterations()).as("two whole cycles for the three asked for").isEqualTo(4);
    assertThat(steady.windowNanos()).isEqualTo(24);
    assertThat(steady.busyNanos()).containsExactly(12, 12);
    assertThat(steady.utilisation()).isEqualTo(0.5);
  }

  /** The mean does not depend on where in the cycle the measured iterations lie. */
  @ParameterizedTest
  @CsvSource({"8,8", "9,9", "8,9", "9,10", "8,12", "9,14"})
  void anyWindowGivesTheSameMean(int first, int last) {
    SteadyState steady =
        new SteadyState(Orders.run(Orders.stream(2, 20), 3, UNIT, UNIT), first, last);

    assertThat(steady.iterationNanos()).isEqualTo(6);
    assertThat(steady.utilisation()).isEqualTo(0.5);
  }

  /** Without transfers the slowest stage is never idle. */
  @Test
  void anUnbalancedStreamRunsAtThePaceOfItsSlowestStage() {
    Stage slow = Stage.of(3, 4, 4);
    SteadyState steady =
        new SteadyState(Orders.run(Orders.stream(3, 40), 0, UNIT, slow, Stage.of(2, 2, 1)), 15, 20);

    assertThat(steady.iterationNanos()).isEqualTo(11);
    assertThat(steady.busyNanos()[1]).isEqualTo(steady.windowNanos());
  }

  /**
   * A local stage that runs ahead of a slower one computes all its iterations early. Counted by
   * iteration it is as busy as it can be for long; the head is not useful work.
   */
  @Test
  void workCountsForTheIterationItBelongsTo() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    for (int i = 0; i < 12; i++) {
      schedule.device(0).forward(0, i).auxiliary(0, i).localBackward(0, i).update(0);
      schedule.device(1).forward(1, i).backward(1, i).update(1);
    }
    Stage ahead = UNIT.withAuxiliaryNanos(1);
    Stage behind = Stage.of(4, 2, 2);
    Timeline timeline = Orders.run(TransferLowering.lower(schedule.build()), 0, ahead, behind);
    SteadyState steady = new SteadyState(timeline, 5, 10);

    assertThat(timeline.endNanos(timeline.schedule().laneEnd(0) - 1)).isEqualTo(12 * 4);
    assertThat(steady.iterationNanos()).isEqualTo(8);
    assertThat(steady.busyNanos()).containsExactly(6 * 4, 6 * 8);
    assertThat(steady.utilisation()).isEqualTo(0.75);
    assertThat(steady.usefulUtilisation(Orders.costs(0, ahead, behind)))
        .isEqualTo((3 + 8) / (2 * 8.0));
    assertThat(steady.usefulUtilisation(Orders.costs(0, ahead, behind), true))
        .as("unless it is a share of the model's own")
        .isEqualTo((4 + 8) / (2 * 8.0));
  }

  /** The way into the steady state follows no cycle; then the figures are plain means. */
  @Test
  void timesThatDoNotRepeatAreAveraged() {
    Timeline timeline = Orders.run(Orders.stream(4, 8), 2, UNIT, UNIT, Stage.of(4, 2, 1), UNIT);
    SteadyState steady = new SteadyState(timeline, 1, 4);

    assertThat(steady.cycle()).isZero();
    assertThat(steady.iterations()).isEqualTo(4);
    assertThat(steady.iterationNanos()).isEqualTo(steady.windowNanos() / 4.0);
  }

  @ParameterizedTest
  @CsvSource({"0,2", "3,2", "2,4"})
  void refusesIterationsThatAreNotThere(int first, int last) {
    Timeline timeline = Orders.run(Orders.oneAfterAnother(1, 4), 0, UNIT);

    assertThatThrownBy(() -> new SteadyState(timeline, first, last))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steady state of iterations %d to %d of 4", first, last);
  }
}
