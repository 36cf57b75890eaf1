package dev.lockstep.strategies.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody waits for anybody: features are taken from a buffer. */
class T22_AsyncLocalTest {

  @Test
  void theBufferGivesTheNewestOfThoseUsedLeast() {
    ReplayBuffer buffer = new ReplayBuffer(3);

    assertThat(IntStream.of(2, 2, 2, 3, 3, 3, 6).map(buffer::next))
        .containsExactly(1, 0, 1, 2, 2, 0, 5);
  }

  @Test
  void equalStagesReadWhatIsNew() {
    assertThat(features(new AsyncLocal(30), 1)).isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11");
    assertThat(new AsyncLocal(30).plan(new Workload(4, 2, 3)).toString())
        .isEqualTo(new LocalLearning(100).plan(new Workload(4, 2, 3)).toString());
  }

  /** Each output of the slow stage is used as often as it is slower. */
  @Test
  void aStageBehindASlowOneRepeatsFeatures() {
    AsyncLocal strategy = new AsyncLocal(4, OptionalInt.of(0), 3);

    assertThat(features(strategy, 1)).isEqualTo("0 0 0 1 1 1 2 2 2 3 3 3");
    assertThat(features(strategy, 2)).isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11");
  }

  /** When the stage before has stopped, the buffer still has some it did not use. */
  @Test
  void aSlowStageSkipsFeatures() {
    AsyncLocal strategy = new AsyncLocal(4, OptionalInt.of(1), 3);

    assertThat(features(strategy, 1)).startsWith("0 3 6 9 11 10 8 ");
  }

  /** A stage that is three times slower costs the others nothing: 3t + a. */
  @Test
  void aSlowStageDoesNotHoldUpTheOthers() {
    Stage fast = Stage.of(1000, 1000, 1000).withAuxiliaryNanos(300);
    Stage slow = Stage.of(3000, 3000, 3000).withAuxiliaryNanos(900);
    Schedule schedule = new AsyncLocal(10, OptionalInt.of(1), 3).plan(new Workload(4, 1, 24));
    Timeline timeline = Runs.run(schedule, Times.costs(List.of(fast, slow, fast, fast), 0));

    for (int stage : new int[] {0, 2}) {
      assertThat(busySpan(timeline, stage)).as("stage %d", stage).isEqualTo(24 * 3300);
    }
    assertThat(busySpan(timeline, 1)).isEqualTo(3 * 24 * 3300);
  }

  @Test
  void refusesEmptyBuffers() {
    assertThatThrownBy(() -> new AsyncLocal(0))
        .isInstanceOf(ScheduleException.class)
        .hasMessage("dgl-async with buffers of 0 and a stage 1 times slower; both are at least 1");
  }

  /** From a device's first start to its last end. */
  private static long busySpan(Timeline timeline, int lane) {
    Schedule schedule = timeline.schedule();
    return timeline.endNanos(schedule.laneEnd(lane) - 1)
        - timeline.startNanos(schedule.laneStart(lane));
  }

  /** The steps of the stage below whose outputs a stage reads, in its order. */
  private static String features(AsyncLocal strategy, int stage) {
    Schedule schedule = strategy.plan(new Workload(3, 1, 12));
    return IntStream.range(schedule.laneStart(stage), schedule.laneEnd(stage))
        .filter(task -> schedule.operation(task) == Operation.FORWARD)
        .map(task -> schedule.read(task, 0))
        .filter(value -> schedule.valueKind(value) == ValueKind.ACTIVATION)
        .mapToObj(value -> String.valueOf(schedule.value(value).microBatch()))
        .collect(Collectors.joining(" "));
  }
}
