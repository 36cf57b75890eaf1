package dev.lockstep.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.metrics.Completeness;
import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** A join: a point of no duration at which lanes wait for one another. */
class T06_JoinTest {

  /** Device 1 begins its second micro-batch when device 0 has passed the join. */
  private static Schedule schedule() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    LaneBuilder first = builder.device(0);
    first.forward(0, 0).backwardAlone(0, 0).signal(0, 0).update(0);
    first.join(0, 7).after(0, 0).after(1, 0).signal(2, 0);
    first.forward(0, 1).backwardAlone(0, 1).update(0);
    LaneBuilder second = builder.device(1);
    int[] nothing = {};
    second.forwardFrom(1, 0, nothing).signal(1, 0).backwardAlone(1, 0).update(1);
    second.forwardFrom(1, 1, nothing).after(2, 0).backwardAlone(1, 1).update(1);
    return builder.build();
  }

  @Test
  void takesNoTimeAndHasANumberOfItsOwn() {
    Schedule schedule = schedule();

    assertThat(schedule)
        .hasToString(
            """
            device0: 0F0 0B0 0U0 0J7 0F1 0B1 0U1
            device1: 1F0 1B0 1U0 1F1 1B1 1U1
            """);
    Timeline timeline = Replay.run(schedule, new UnitCosts(10, 1));
    assertThat(timeline.startNanos(3)).isEqualTo(30).isEqualTo(timeline.endNanos(3));
    Completeness.require(schedule, 2);
  }

  @Test
  void holdsOthersUpUntilAllHaveCome() {
    long[] durations = {1, 100, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0};

    Timeline timeline = Replay.run(schedule(), durations);

    assertThat(timeline.startNanos(10)).as("1F1").isEqualTo(101);
    assertThat(Simulation.run(schedule(), durations).startNanos(10)).isEqualTo(101);
  }

  /** It waits for the next iteration of the other device, which is not its own iteration's end. */
  @Test
  void belongsToTheIterationBeforeItAndDoesNotEndIt() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    LaneBuilder lane = builder.device(0);
    lane.forward(0, 0).backward(0, 0).update(0).join(0, 9).forward(0, 1).backward(0, 1).update(0);
    Schedule schedule = builder.build();

    assertThat(schedule.iteration(3)).isZero();
    long[] durations = {1, 1, 1, 50, 1, 1, 1};
    assertThat(new SteadyState(Replay.run(schedule, durations), 1, 1).nanos(1)).isEqualTo(53);
  }
}
