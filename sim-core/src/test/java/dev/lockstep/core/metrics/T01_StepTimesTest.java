package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** Makespan, span, and the bubbles that belong to them. */
class T01_StepTimesTest {

  @Test
  void nothingTakesNoTimeAndLeavesNoBubble() {
    ScheduleBuilder empty = new ScheduleBuilder(1, 1);
    empty.device(0);
    StepTimes times = StepTimes.of(Replay.run(empty.build(), new UnitCosts(1, 0)));

    assertThat(times.makespanNanos()).isZero();
    assertThat(times.spanNanos()).isZero();
    assertThat(times.bubbleFraction()).isZero();
    assertThat(times.spanBubbleFraction()).isZero();
  }

  @Test
  void oneDeviceIsAlwaysBusy() {
    StepTimes times = StepTimes.of(Orders.run(Orders.oneAfterAnother(1, 1), 0, Stage.of(2, 3, 4)));

    assertThat(times.makespanNanos()).isEqualTo(9);
    assertThat(times.spanNanos()).isEqualTo(9);
    assertThat(times.busyNanos()).containsExactly(9);
    assertThat(times.bubbleFraction()).isZero();
  }

  /** Two slots, busy for 20 and 30 of 30. */
  @Test
  void aDeviceOfTwoSlotsIsBusyAsTheyAreOnAverage() {
    ScheduleBuilder builder = ScheduleBuilder.sideBySide(1, 2, 2);
    builder.device(0).forward(0, 0).forward(0, 1).backward(0, 0).forward(0, 2);
    Timeline timeline = Simulation.run(builder.build(), new UnitCosts(10, 0));
    StepTimes times = StepTimes.of(timeline);

    assertThat(times.makespanNanos()).isEqualTo(30);
    assertThat(times.busyNanos()).containsExactly(25);
    assertThat(times.bubbleFraction()).isEqualTo(1 - 25 / 30.0);
  }

  /** Transfers are part of the makespan but no device is busy with them. */
  @Test
  void twoDevicesWaitForEachOther() {
    Timeline timeline =
        Orders.run(Orders.oneAfterAnother(2, 1), 1, Stage.of(1, 1, 1), Stage.of(2, 1, 1));
    StepTimes times = StepTimes.of(timeline);

    assertThat(Timetable.of(timeline))
        .isEqualTo(
            """
            device0: 0F0[0,1) 0B0[7,9) 0U0[9,9)
            device1: 1F0[2,4) 1B0[4,6) 1U0[6,6)
            device1->device0: 1T0[6,7)
            device0->device1: 0T0[1,2)
            """);
    assertThat(times.makespanNanos()).isEqualTo(9);
    assertThat(times.spanNanos()).as("device 0, 0 to 9").isEqualTo(9);
    assertThat(times.busyNanos()).containsExactly(3, 4);
    assertThat(times.bubbleFraction()).isEqualTo(1 - 7 / 18.0);
    assertThat(times.spanBubbleFraction()).as("of the busiest").isEqualTo(1 - 4 / 9.0);
  }

  /**
   * ZB-H2: each device works without a gap, later ones start and end later. The span has no bubble,
   * the makespan has.
   */
  @Test
  void aParallelogramHasNoSpanBubble() {
    Timeline timeline = Replay.run(parallelogram(), new UnitCosts(1, 0));
    StepTimes times = StepTimes.of(timeline);

    assertThat(Timetable.of(timeline))
        .isEqualTo(
            """
            device0: 0F0[0,1) 0F1[1,2) 0F2[2,3) 0I0[3,4) 0W0[4,5) 0I1[5,6) 0W1[6,7) 0I2[7,8) 0W2[8,9)
            device1: 1F0[1,2) 1I0[2,3) 1F1[3,4) 1I1[4,5) 1F2[5,6) 1I2[6,7) 1W0[7,8) 1W1[8,9) 1W2[9,10)
            """);
    assertThat(times.makespanNanos()).isEqualTo(10);
    assertThat(times.spanNanos()).isEqualTo(9);
    assertThat(times.bubbleFraction()).isCloseTo(0.1, within(1e-12));
    assertThat(times.spanBubbleFraction()).isZero();
  }

  private static Schedule parallelogram() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 3);
    schedule.device(0).forward(0, 0).forward(0, 1).forward(0, 2);
    schedule.device(0).inputGradient(0, 0).weightGradient(0, 0);
    schedule.device(0).inputGradient(0, 1).weightGradient(0, 1);
    schedule.device(0).inputGradient(0, 2).weightGradient(0, 2);
    schedule.device(1).forward(1, 0).inputGradient(1, 0);
    schedule.device(1).forward(1, 1).inputGradient(1, 1);
    schedule.device(1).forward(1, 2).inputGradient(1, 2);
    schedule.device(1).weightGradient(1, 0).weightGradient(1, 1).weightGradient(1, 2);
    return schedule.build();
  }
}
