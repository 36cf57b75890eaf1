package dev.lockstep.core.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import org.junit.jupiter.api.Test;

/**
 * A lane that takes the first of its list that can run. Forward takes 10 and backward 20 where
 * nothing else is said.
 */
final class T02_WorkConservingLanesTest {

  private static final int[] NOTHING = {};

  /** Backward first; while it is not there, the next forward. */
  @Test
  void doesWhatItCanWhileTheFirstOfTheListWaits() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 3, Dispatch.WORK_CONSERVING);
    builder.device(0).backward(0, 0).backward(0, 1).backward(0, 2);
    builder.device(0).forward(0, 0).forward(0, 1).forward(0, 2);
    for (int i = 0; i < 3; i++) {
      builder.device(1).forward(1, i).backward(1, i);
    }
    assertThat(Timetable.of(Simulation.run(builder.build(), new UnitCosts(10, 0))))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20) 0F2[20,30) 0B0[40,60) 0B1[70,90) 0B2[100,120)
            device1: 1F0[10,20) 1B0[20,40) 1F1[40,50) 1B1[50,70) 1F2[70,80) 1B2[80,100)
            """);
  }

  /** Two slots: two forwards at once, in no order, then a backward beside the last forward. */
  @Test
  void fillsEverySlot() {
    ScheduleBuilder builder = ScheduleBuilder.sideBySide(1, 3, 2);
    builder.device(0).forward(0, 0).forward(0, 1).forward(0, 2);
    builder.device(0).backward(0, 0).backward(0, 1).backward(0, 2);
    assertThat(Timetable.of(Simulation.run(builder.build(), new UnitCosts(10, 0))))
        .isEqualTo(
            """
            device0: 0F1[0,10) 0F0[0,10) 0F2[10,20) 0B0[10,30) 0B1[20,40) 0B2[30,50)
            """);
  }

  @Test
  void ofSeveralSlotsTakesTheSameTimesAgainInTheOrderItChose() {
    ScheduleBuilder builder = ScheduleBuilder.sideBySide(1, 3, 2);
    for (int i = 2; i >= 0; i--) {
      builder.device(0).backward(0, i).forward(0, i);
    }
    Timeline chosen = Simulation.run(builder.build(), new UnitCosts(10, 0));
    Timeline again = Simulation.run(chosen.realisedSchedule(), new UnitCosts(10, 0));
    assertThat(Timetable.of(again).split("[ \n]"))
        .containsExactlyInAnyOrder(Timetable.of(chosen).split("[ \n]"));
  }

  @Test
  void onlyALaneThatChoosesHasSeveralSlots() {
    assertThatThrownBy(() -> Lane.compute(3, Dispatch.IN_ORDER, 2))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "lane device3, IN_ORDER, with 2 slots; a work-conserving lane has at least 1, others 1");
  }

  @Test
  void doesNotInterruptWhatItHasBegun() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forwardFrom(0, 0, NOTHING).signal(0, 0);
    builder.device(1).forwardFrom(1, 0, NOTHING).after(0, 0).forwardFrom(1, 1, NOTHING);
    assertThat(simulated(builder.build(), 5, 1, 100))
        .isEqualTo(
            """
            device0: 0F0[0,5)
            device1: 1F1[0,100) 1F0[100,101)
            """);
  }

  /**
   * Device 0's signal for the last of the list comes first, device 1's for the first of the list at
   * the same instant.
   */
  @Test
  void choosesWhenEverythingElseOfTheInstantHasHappened() {
    ScheduleBuilder builder = new ScheduleBuilder(3, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forwardFrom(0, 0, NOTHING).signal(0, 0);
    builder.device(1).forwardFrom(1, 0, NOTHING).signal(0, 1);
    builder.device(2).forwardFrom(2, 0, NOTHING).after(0, 1);
    builder.device(2).forwardFrom(2, 1, NOTHING).after(0, 0);
    assertThat(simulated(builder.build(), 5, 5, 1, 1))
        .isEqualTo(
            """
            device0: 0F0[0,5)
            device1: 1F0[0,5)
            device2: 2F0[5,6) 2F1[6,7)
            """);
  }

  /** The transfer starts and ends at the instant in which 2F1 could start. */
  @Test
  void aTransferThatTakesNoTimeBelongsToTheInstant() {
    ScheduleBuilder builder = new ScheduleBuilder(3, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forwardFrom(0, 0, NOTHING).signal(0, 0);
    builder.device(1).forwardFrom(1, 0, NOTHING);
    builder.device(2).forwardFrom(2, 0, new int[] {1});
    builder.device(2).forwardFrom(2, 1, NOTHING).after(0, 0);
    assertThat(simulated(TransferLowering.lower(builder.build()), 5, 5, 1, 1, 0))
        .isEqualTo(
            """
            device0: 0F0[0,5)
            device1: 1F0[0,5)
            device2: 2F0[5,6) 2F1[6,7)
            device1->device2: 1T0[5,5)
            """);
  }

  /**
   * Lanes that choose at the same instant do not see what the others choose. 1F0 would be first,
   * but device 0 is only now choosing the task that it waits for.
   */
  @Test
  void lanesOfAnInstantChooseTogether() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forwardFrom(0, 0, NOTHING).signal(0, 0);
    builder.device(1).forwardFrom(1, 0, NOTHING).after(0, 0).forwardFrom(1, 1, NOTHING);
    assertThat(simulated(builder.build(), 0, 1, 1))
        .isEqualTo(
            """
            device0: 0F0[0,0)
            device1: 1F1[0,1) 1F0[1,2)
            """);
  }

  @Test
  void tasksWithoutDurationFollowOneAnotherAtOneInstant() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forward(0, 0).backward(0, 0).update(0).forward(0, 1);
    assertThat(simulated(builder.build(), 0, 0, 0, 0))
        .isEqualTo(
            """
            device0: 0F0[0,0) 0B0[0,0) 0U0[0,0) 0F1[0,0)
            """);
  }

  /**
   * 0F1 is listed behind the update, so it reads the new weights and waits, though it could start
   * at once.
   */
  @Test
  void anUpdateHoldsBackTheReadersOfItsWeights() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forward(0, 0).backward(0, 0).update(0).forward(0, 1);
    builder.device(1).forward(1, 0).backward(1, 0);
    assertThat(Timetable.of(Simulation.run(builder.build(), new UnitCosts(10, 0))))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0B0[40,60) 0U0[60,60) 0F1[60,70)
            device1: 1F0[10,20) 1B0[20,40)
            """);
  }

  private static String simulated(Schedule schedule, long... durationNanos) {
    return Timetable.of(Simulation.run(schedule, durationNanos));
  }
}
