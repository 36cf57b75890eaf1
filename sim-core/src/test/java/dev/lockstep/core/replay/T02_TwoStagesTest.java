package dev.lockstep.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** Two devices wait for each other, and for the transfers between them. */
final class T02_TwoStagesTest {

  private static Schedule twoStages(int microBatches) {
    ScheduleBuilder builder = new ScheduleBuilder(2, microBatches);
    for (int i = 0; i < microBatches; i++) {
      builder.device(0).forward(0, i);
      builder.device(1).forward(1, i).backward(1, i);
    }
    for (int i = 0; i < microBatches; i++) {
      builder.device(0).backward(0, i);
    }
    return builder.build();
  }

  @Test
  void oneMicroBatchPassesThroughAll() {
    Schedule schedule = TransferLowering.lower(twoStages(1));
    assertThat(Timetable.of(Replay.run(schedule, new UnitCosts(10, 3))))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0B0[46,66)
            device1: 1F0[13,23) 1B0[23,43)
            device1->device0: 1T0[43,46)
            device0->device1: 0T0[10,13)
            """);
  }

  @Test
  void theSecondOneFillsTheGap() {
    Schedule schedule = TransferLowering.lower(twoStages(2));
    assertThat(Timetable.of(Replay.run(schedule, new UnitCosts(10, 3))))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20) 0B0[46,66) 0B1[76,96)
            device1: 1F0[13,23) 1B0[23,43) 1F1[43,53) 1B1[53,73)
            device1->device0: 1T0[43,46) 1T1[73,76)
            device0->device1: 0T0[10,13) 0T1[20,23)
            """);
  }

  @Test
  void withoutTransfersAValueIsThereAtOnce() {
    Timeline timeline = Replay.run(twoStages(1), new UnitCosts(10, 3));
    assertThat(Timetable.of(timeline))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0B0[40,60)
            device1: 1F0[10,20) 1B0[20,40)
            """);
    assertThat(timeline.makespanNanos()).isEqualTo(60);
  }

  @Test
  void refusesLanesThatChoose() {
    Schedule schedule = new ScheduleBuilder(1, 1, Dispatch.WORK_CONSERVING).build();
    assertThat(schedule.isWorkConserving()).as("no lane, nothing to choose").isFalse();
    ScheduleBuilder builder = new ScheduleBuilder(1, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forward(0, 0);
    Schedule choosing = builder.build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replay.run(choosing, new UnitCosts(1, 1)))
        .withMessage("a work-conserving lane chooses its tasks at run time. Maybe use Simulation.");
  }
}
