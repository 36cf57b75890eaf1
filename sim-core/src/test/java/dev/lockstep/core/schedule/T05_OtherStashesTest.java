package dev.lockstep.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.lowering.TransferLowering;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Backwards whose stash is not what their own forward left. */
class T05_OtherStashesTest {

  /** Stage 0 keeps nothing; stage 1 returns its input, the output of stage 0, with the gradient. */
  @Test
  void reversibleStageReconstructsFromWhatTheStageBehindReturns() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    schedule.device(0).forwardKeepingNothing(0, 0).reconstruct(0, 0).backward(0, 0).update(0);
    schedule.device(1).forward(1, 0).backward(1, 0).returningInput().update(1);

    assertThat(moved(TransferLowering.lower(schedule.build())))
        .containsExactly("G(1,0,1)", "X(1,0)", "A(0,0)");
  }

  private static List<String> moved(Schedule schedule) {
    return IntStream.range(0, schedule.taskCount())
        .filter(task -> schedule.operation(task) == Operation.TRANSFER)
        .mapToObj(task -> schedule.value(schedule.read(task, 0)).toString())
        .toList();
  }

  /** Device 1 takes in the stash of stage 0 and sends it back when device 0 has room. */
  @Test
  void aStashMayWaitOnAnotherDevice() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).backwardWithLoadedStash(0, 0).update(0);
    builder.device(1).forward(1, 0).signal(0, 0).backward(1, 0).update(1);
    Value stash = Value.of(ValueKind.STASH, 0, 0);
    Value held = Value.of(ValueKind.EVICTED_STASH, 0, 0);
    Value loaded = Value.of(ValueKind.LOADED_STASH, 0, 0);
    builder
        .holding(1)
        .task(Operation.EVICT, 0, 0, 0, List.of(stash), List.of(held))
        .task(Operation.RESTORE, 0, 0, 0, List.of(held), List.of(loaded))
        .after(0, 0);
    Schedule schedule = TransferLowering.lower(builder.build());

    assertThat(schedule.lanes().get(2).name()).isEqualTo("device1 holding");
    assertThat(moved(schedule)).containsExactly("G(1,0,1)", "K(0,0)", "A(0,0)", "S(0,0)");
    assertThat(schedule.value(schedule.read(1, 0))).hasToString("K(0,0)");
  }

  @Test
  void nothingIsReconstructedFromNothing() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    schedule.device(0).forwardKeepingNothing(0, 0).reconstruct(0, 0).backward(0, 0).update(0);
    schedule.device(1).forward(1, 0).backward(1, 0).update(1);

    assertThatThrownBy(schedule::build)
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("0RF0")
        .hasMessageContaining("reads X(1,0), which no task writes");
  }

  /** Both backwards read the stash of the second micro-batch. */
  @Test
  void backwardMayReadTheStashThatOverwroteItsOwn() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 2);
    builder
        .device(0)
        .forward(0, 0)
        .forward(0, 1)
        .backwardWithStashOf(1, 0, 0)
        .backward(0, 1)
        .update(0);
    Schedule schedule = builder.build();

    assertThat(schedule.value(schedule.read(2, 0))).hasToString("S(0,1)");
    assertThat(schedule.value(schedule.read(3, 0))).hasToString("S(0,1)");
    assertThat(schedule.value(schedule.read(4, 0))).hasToString("D(0,0)");
  }
}
