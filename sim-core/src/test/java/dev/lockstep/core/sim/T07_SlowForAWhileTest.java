package dev.lockstep.core.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cost.TaskTimes;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.testing.Timetable;
import org.junit.jupiter.api.Test;

/** Durations that depend on when a task starts: 1 at first, 3 for what starts from 2 to 4. */
final class T07_SlowForAWhileTest {

  private static final TaskTimes TIMES = (task, start) -> start >= 2 && start < 5 ? 3 : 1;

  @Test
  void both_engines_ask_when_a_task_starts() {
    Schedule schedule = fourForwards();

    assertThat(Timetable.of(Replay.run(schedule, TIMES)))
        .isEqualTo(
            """
            device0: 0F0[0,1) 0F1[1,2) 0F2[2,5) 0F3[5,6)
            """)
        .isEqualTo(Timetable.of(Simulation.run(schedule, TIMES)));
  }

  @Test
  void no_task_ends_before_it_starts() {
    assertThatThrownBy(() -> Replay.run(fourForwards(), (task, start) -> 1 - 2 * start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0F1 on lane device0 starts at 1 ns and lasts -1 ns");
  }

  private static Schedule fourForwards() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 4);
    builder.device(0).forward(0, 0).forward(0, 1).forward(0, 2).forward(0, 3);
    return builder.build();
  }
}
