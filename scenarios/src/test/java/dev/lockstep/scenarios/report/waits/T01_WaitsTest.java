package dev.lockstep.scenarios.report.waits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.report.window.Row;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.scenarios.report.window.SliceKind;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why devices are idle. */
class T01_WaitsTest {

  @Test
  void two_devices_with_a_transfer_of_1_between_tasks_of_4_and_8() {
    Timeline timeline = oneForwardOneBackward(2, 2, 1, 4, 1);
    assertThat(gaps(timeline, 1))
        .isEqualTo(
            """
            0 to 5: warm-up
            29 to 38: cool-down
            """);
    assertThat(gaps(timeline, 0))
        .isEqualTo(
            """
            8 to 18: waits for a computation 8 to 17, waits for communication 17 to 18; 0B0 awaits 1B0
            26 to 30: waits for a computation 26 to 29, waits for communication 29 to 30; 0B1 awaits 1B1
            """);
  }

  @Test
  void between_two_iterations_a_device_cools_down_until_the_first_has_ended_then_warms_up() {
    Timeline timeline = oneForwardOneBackward(2, 1, 2, 4, 1);
    assertThat(gaps(timeline, 1))
        .isEqualTo(
            """
            0 to 5: warm-up
            17 to 31: cool-down 17 to 26, warm-up 26 to 31; 1F1 awaits 0F1
            43 to 52: cool-down
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_causes_add_up_to_the_idle_time_of_any_window(long seed) {
    Random random = new Random(seed);
    Timeline timeline = oneForwardOneBackward(4, 8, 3, 100, 30);
    SimulatedRecording recording = new SimulatedRecording(timeline);
    Waits waits = new Waits(timeline, recording.iterationEndsNanos());
    for (Row row : recording.rows().stream().filter(Row::isCompute).toList()) {
      for (int look = 0; look < 50; look++) {
        long from = random.nextLong(timeline.endNanos());
        long to = from + 1 + random.nextLong(timeline.endNanos() - from);
        Map<IdleCause, Long> split = IdleSplit.of(row, waits, from, to);
        assertThat(split.values().stream().mapToLong(Long::longValue).sum())
            .isEqualTo(row.index().nanosByKind(from, to)[SliceKind.IDLE.ordinal()]);
      }
    }
  }

  /** Forwards take {@code forward}, backwards twice that, updates nothing. */
  private static Timeline oneForwardOneBackward(
      int stages, int microBatches, int iterations, long forward, long transfer) {
    Workload workload = Workload.of(stages, microBatches).withIterations(iterations);
    Schedule schedule = TransferLowering.lower(new OneForwardOneBackward().plan(workload));
    return Replay.run(schedule, new UnitCosts(forward, transfer));
  }

  private static String gaps(Timeline timeline, int device) {
    SimulatedRecording recording = new SimulatedRecording(timeline);
    Waits waits = new Waits(timeline, recording.iterationEndsNanos());
    List<Integer> tasks = new ArrayList<>();
    Schedule schedule = timeline.schedule();
    for (int task = schedule.laneStart(device); task < schedule.laneEnd(device); task++) {
      if (schedule.operation(task) != Operation.UPDATE) {
        tasks.add(task);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= tasks.size(); i++) {
      OptionalInt before = i == 0 ? OptionalInt.empty() : OptionalInt.of(tasks.get(i - 1));
      OptionalInt next = i == tasks.size() ? OptionalInt.empty() : OptionalInt.of(tasks.get(i));
      Gap gap = waits.gap(before, next);
      if (gap.toNanos() > gap.fromNanos()) {
        text.append(describe(timeline, gap, before.isPresent())).append('\n');
      }
    }
    return text.toString();
  }

  private static String describe(Timeline timeline, Gap gap, boolean inside) {
    String line = gap.fromNanos() + " to " + gap.toNanos() + ": ";
    if (!inside || gap.next().isEmpty()) {
      return line + gap.cause().label();
    }
    List<String> parts =
        gap.parts().stream()
            .map(p -> p.cause().label() + " " + p.fromNanos() + " to " + p.toNanos())
            .toList();
    return line
        + String.join(", ", parts)
        + "; "
        + timeline.schedule().task(gap.next().getAsInt())
        + " awaits "
        + timeline.schedule().task(gap.source().getAsInt());
  }
}
