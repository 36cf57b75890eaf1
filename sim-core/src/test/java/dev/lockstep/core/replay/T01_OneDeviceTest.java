package dev.lockstep.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** Alone, a device does one task after the other. Forward takes 1, backward 2. */
final class T01_OneDeviceTest {

  @Test
  void oneTaskAfterTheOther() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 2);
    builder.device(0).forward(0, 0).forward(0, 1).backward(0, 0).backward(0, 1).update(0);
    assertThat(Timetable.of(Replay.run(builder.build(), new UnitCosts(1, 1))))
        .isEqualTo(
            """
            device0: 0F0[0,1) 0F1[1,2) 0B0[2,4) 0B1[4,6) 0U1[6,6)
            """);
  }

  @Test
  void nothingTakesNoTime() {
    Schedule nothing = new ScheduleBuilder(1, 1).build();
    Timeline timeline = Replay.run(nothing, new UnitCosts(1, 1));
    assertThat(timeline.makespanNanos()).isZero();
    assertThat(Timetable.of(timeline)).isEmpty();
  }
}
