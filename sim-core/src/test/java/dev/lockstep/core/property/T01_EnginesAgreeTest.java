package dev.lockstep.core.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.testing.Program;
import dev.lockstep.core.testing.RandomDurations;
import dev.lockstep.core.testing.RandomProgram;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replay and simulation mean the same. */
final class T01_EnginesAgreeTest {

  @Test
  void onEveryScheduleWhoseOrderIsFixed() {
    for (long seed = 0; seed < 3_000; seed++) {
      Program program = RandomProgram.of(seed, 16, 64);
      boolean withTransfers = seed % 5 > 0;
      Schedule schedule =
          withTransfers ? program.lowered(Dispatch.IN_ORDER) : program.build(Dispatch.IN_ORDER);
      long[] durations = RandomDurations.of(schedule, seed);
      Timeline simulated = Simulation.run(schedule, durations);
      Timeline replayed = Replay.run(schedule, durations);
      assertThat(starts(simulated)).as("starts, seed %d", seed).isEqualTo(starts(replayed));
      assertThat(ends(simulated)).as("ends, seed %d", seed).isEqualTo(ends(replayed));
    }
  }

  @Test
  void whereDeviceTasksWaitForNothingButTheirInputs() {
    for (long seed = 0; seed < 200; seed++) {
      Schedule schedule = RandomProgram.of(seed, 16, 32).lowered(Dispatch.CONCURRENT);
      long[] durations = RandomDurations.of(schedule, seed);
      Timeline simulated = Simulation.run(schedule, durations);
      Timeline replayed = Replay.run(schedule, durations);
      assertThat(starts(simulated)).as("starts, seed %d", seed).isEqualTo(starts(replayed));
    }
  }

  /**
   * What work-conserving lanes chose, written down as their order and replayed, takes the same
   * times, whatever ended at the same instant.
   */
  @Test
  void onTheRealisedOrderOfLanesThatChoose() {
    for (long seed = 0; seed < 1_000; seed++) {
      Schedule schedule = RandomProgram.of(seed, 16, 64).lowered(Dispatch.WORK_CONSERVING);
      Timeline chosen = Simulation.run(schedule, RandomDurations.of(schedule, seed));
      Schedule realised = chosen.realisedSchedule();
      assertThat(realised.isWorkConserving()).isFalse();
      Timeline replayed = Replay.run(realised, RandomDurations.of(realised, seed));
      for (int lane = 0; lane < realised.lanes().size(); lane++) {
        assertThat(Timetable.of(replayed.lane(lane)))
            .as("lane %d, seed %d", lane, seed)
            .isEqualTo(Timetable.of(chosen.lane(lane)));
      }
    }
  }

  static long[] starts(Timeline timeline) {
    int tasks = timeline.schedule().taskCount();
    return IntStream.range(0, tasks).mapToLong(timeline::startNanos).toArray();
  }

  static long[] ends(Timeline timeline) {
    int tasks = timeline.schedule().taskCount();
    return IntStream.range(0, tasks).mapToLong(timeline::endNanos).toArray();
  }
}
