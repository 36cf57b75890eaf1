package dev.lockstep.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** Where the order is fixed the simulation gives the times that a replay gives. */
final class T01_SameTimetablesTest {

  @Test
  void oneDevice() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 2);
    builder.device(0).forward(0, 0).forward(0, 1).backward(0, 0).backward(0, 1).update(0);
    assertThat(simulated(builder.build()))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20) 0B0[20,40) 0B1[40,60) 0U1[60,60)
            """);
  }

  @Test
  void twoStagesWithTransfers() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 2);
    builder.device(0).forward(0, 0).forward(0, 1).backward(0, 0).backward(0, 1);
    builder.device(1).forward(1, 0).backward(1, 0).forward(1, 1).backward(1, 1);
    assertThat(simulated(TransferLowering.lower(builder.build())))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20) 0B0[46,66) 0B1[76,96)
            device1: 1F0[13,23) 1B0[23,43) 1F1[43,53) 1B1[53,73)
            device1->device0: 1T0[43,46) 1T1[73,76)
            device0->device1: 0T0[10,13) 0T1[20,23)
            """);
  }

  /** Three stages, four micro-batches, one forward and one backward in turn. */
  @Test
  void threeStages() {
    ScheduleBuilder builder = new ScheduleBuilder(3, 4);
    for (int stage = 0; stage < 3; stage++) {
      int warmUp = 2 - stage;
      for (int i = 0; i < warmUp; i++) {
        builder.device(stage).forward(stage, i);
      }
      for (int i = 0; i < 4; i++) {
        if (warmUp + i < 4) {
          builder.device(stage).forward(stage, warmUp + i);
        }
        builder.device(stage).backward(stage, i);
      }
    }
    assertThat(simulated(builder.build()))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20) 0F2[20,30) 0B0[70,90) 0F3[90,100) 0B1[100,120) 0B2[130,150) 0B3[160,180)
            device1: 1F0[10,20) 1F1[20,30) 1B0[50,70) 1F2[70,80) 1B1[80,100) 1F3[100,110) 1B2[110,130) 1B3[140,160)
            device2: 2F0[20,30) 2B0[30,50) 2F1[50,60) 2B1[60,80) 2F2[80,90) 2B2[90,110) 2F3[110,120) 2B3[120,140)
            """);
  }

  @Test
  void nothingTakesNoTime() {
    Timeline timeline = Simulation.run(new ScheduleBuilder(1, 1).build(), new UnitCosts(1, 1));
    assertThat(timeline.makespanNanos()).isZero();
  }

  /** Forward takes 10, backward 20, a transfer 3. */
  private static String simulated(Schedule schedule) {
    UnitCosts costs = new UnitCosts(10, 3);
    String simulated = Timetable.of(Simulation.run(schedule, costs));
    assertThat(simulated).isEqualTo(Timetable.of(Replay.run(schedule, costs)));
    return simulated;
  }
}
