package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.CriticalPath;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.Task;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.testing.RandomDurations;
import dev.lockstep.core.testing.RandomProgram;
import dev.lockstep.core.timeline.Timeline;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chain of tasks that a run's length is made of, and how much the others could be late. */
class T08_CriticalPathTest {

  @Test
  void oneDeviceIsAllCritical() {
    assertThat(path(Orders.run(Orders.oneAfterAnother(1, 1), 0, Stage.of(1, 1, 1))))
        .isEqualTo("0F0 0B0");
  }

  /**
   *
   *
   * <pre>
   * device 0  F0 F1  .  .  .  . B0 B1
   * device 1   . F0 F0 F1 F1 B0 B1  .   forward 2, backward 1 here
   * </pre>
   */
  @Test
  void theSlowStageIsTheChain() {
    Stage fast = Stage.of(1, 0, 1);
    Stage slow = Stage.of(2, 0, 1);
    Timeline timeline = Orders.run(Orders.fillAndDrain(2, 2, 1), 0, fast, slow);

    assertThat(path(timeline)).isEqualTo("0F0 0T0 1F0 1F1 1B0 1T0 0B0 0B1");
    assertThat(slacks(timeline))
        .as("0F1 ends at 2 and is needed at 3; nothing waits for 1U1")
        .isEqualTo(
            "0F0:0 0F1:1 0B0:0 0B1:0 0U1:0"
                + " 1F0:0 1F1:0 1B0:0 1B1:0 1U1:1"
                + " 1T0:0 1T1:0 0T0:0 0T1:1");
  }

  @Test
  void anEmptyRunHasNoPath() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0);

    assertThat(CriticalPath.of(Replay.run(schedule.build(), new long[0]))).isEmpty();
  }

  /**
   * From 0 to the end without a gap, also where a task waited for a lane that chose another one.
   */
  @ParameterizedTest
  @EnumSource(
      value = Dispatch.class,
      names = {"IN_ORDER", "WORK_CONSERVING"})
  void theChainHasNoGap(Dispatch dispatch) {
    for (long seed = 0; seed < 300; seed++) {
      Schedule schedule = RandomProgram.of(seed, 8, 12).lowered(dispatch);
      Timeline timeline = Simulation.run(schedule, RandomDurations.of(schedule, seed));
      List<Task> chain = CriticalPath.of(timeline);
      long at = 0;
      for (Task task : chain) {
        assertThat(timeline.startNanos(task.id())).as("seed %d, %s", seed, task).isEqualTo(at);
        at = timeline.endNanos(task.id());
      }
      assertThat(at).as("seed %d", seed).isEqualTo(timeline.endNanos());
    }
  }

  /** A task may be late by its slack and no more; the chain has none. */
  @Test
  void slackIsExact() {
    for (long seed = 0; seed < 60; seed++) {
      Schedule schedule = RandomProgram.of(seed, 4, 4).lowered(Dispatch.IN_ORDER);
      long[] durations = RandomDurations.of(schedule, seed);
      Timeline timeline = Replay.run(schedule, durations);
      long[] slack = CriticalPath.slackNanos(timeline);
      for (Task task : CriticalPath.of(timeline)) {
        assertThat(slack[task.id()]).as("seed %d, %s", seed, task).isZero();
      }
      for (int task = 0; task < durations.length; task++) {
        assertThat(endWith(schedule, durations, task, slack[task])).isEqualTo(timeline.endNanos());
        assertThat(endWith(schedule, durations, task, slack[task] + 1))
            .isEqualTo(timeline.endNanos() + 1);
      }
    }
  }

  private static long endWith(Schedule schedule, long[] durations, int task, long late) {
    long[] changed = durations.clone();
    changed[task] += late;
    return Replay.run(schedule, changed).endNanos();
  }

  private static String path(Timeline timeline) {
    return CriticalPath.of(timeline).stream().map(Task::toString).collect(Collectors.joining(" "));
  }

  private static String slacks(Timeline timeline) {
    long[] slack = CriticalPath.slackNanos(timeline);
    return IntStream.range(0, slack.length)
        .mapToObj(task -> timeline.schedule().task(task) + ":" + slack[task])
        .collect(Collectors.joining(" "));
  }
}
