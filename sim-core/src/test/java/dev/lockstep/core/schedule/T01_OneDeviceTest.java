package dev.lockstep.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One stage on one device: tasks, the values they read and write, and what follows from them. */
final class T01_OneDeviceTest {

  private final Schedule schedule = oneStage();

  private static Schedule oneStage() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 2);
    schedule.device(0).forward(0, 0).forward(0, 1).backward(0, 0).backward(0, 1).update(0);
    return schedule.build();
  }

  @Test
  void showsItsLanesAsText() {
    assertThat(schedule)
        .hasToString(
            """
            device0: 0F0 0F1 0B0 0B1 0U1
            """);
  }

  @Test
  void numbersItsTasksInLaneOrder() {
    assertThat(schedule.taskCount()).isEqualTo(5);
    assertThat(schedule.task(2)).isEqualTo(new Task(2, Operation.BACKWARD, 0, 0, 0));
    assertThat(schedule.laneStart(0)).isZero();
    assertThat(schedule.laneEnd(0)).isEqualTo(5);
  }

  @Test
  void knowsWhatEachTaskReadsAndWrites() {
    assertThat(reads(schedule, 0)).isEmpty();
    assertThat(writes(schedule, 0)).hasToString("[A(0,0), S(0,0)]");
    assertThat(reads(schedule, 2)).hasToString("[S(0,0)]");
    assertThat(writes(schedule, 2)).hasToString("[G(0,0,0), D(0,0)]");
    assertThat(reads(schedule, 4)).hasToString("[D(0,0), D(0,1)]");
    assertThat(writes(schedule, 4)).isEmpty();
  }

  /** The second forward and the backward read the newest weights, unless they name others. */
  @Test
  void aSecondForwardWritesTheStashFromTheStoredInput() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    builder.device(0).forward(0, 0).backward(0, 0).forwardKeepingInput(0, 1).update(0);
    builder.device(0).recompute(0, 1).backward(0, 1).update(0);
    Schedule replay = builder.build();

    assertThat(replay).hasToString("device0: 0F0 0B0 0F1 0U0 0RF1 0B1 0U1\n");
    assertThat(writes(replay, 2)).hasToString("[A(0,1), X(0,1)]");
    assertThat(reads(replay, 4)).hasToString("[X(0,1)]");
    assertThat(writes(replay, 4)).hasToString("[S(0,1)]");
    assertThat(IntStream.range(0, 7).map(replay::weightVersion))
        .containsExactly(0, 0, 0, 1, 1, 1, 2);
  }

  @Test
  void needsNoEdgesBeyondTheOrderOfTheLane() {
    assertThat(schedule.predecessorCount(0)).isZero();
    for (int task = 1; task < schedule.taskCount(); task++) {
      assertThat(schedule.predecessorCount(task)).isOne();
      assertThat(schedule.predecessor(task, 0)).isEqualTo(task - 1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dispatch.class,
      names = {"WORK_CONSERVING", "CONCURRENT"})
  void withoutFixedOrderHasTheEdgesOfItsValuesAndWeights(Dispatch dispatch) {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1, dispatch);
    builder.device(0).forward(0, 0).backward(0, 0).update(0).forward(0, 1);
    Schedule list = builder.build();
    assertThat(predecessors(list, 0)).isEmpty();
    assertThat(predecessors(list, 1)).as("backward reads the stash").containsExactly(0);
    assertThat(predecessors(list, 2)).as("update waits for its readers").containsExactly(1, 0);
    assertThat(predecessors(list, 3)).as("forward reads the new weights").containsExactly(2);
  }

  @Test
  void tasksAndValuesHaveAShortText() {
    assertThat(new Task(0, Operation.INPUT_GRADIENT, 3, 7, 3)).hasToString("3I7");
    assertThat(new Task(0, Operation.WEIGHT_GRADIENT, 3, 7, 3)).hasToString("3W7");
    assertThat(new Task(0, Operation.RECOMPUTE, 3, 7, 0)).hasToString("3RF7");
    assertThat(new Task(0, Operation.AUXILIARY_BACKWARD, 3, 7, 3)).hasToString("3AB7");
    assertThat(Value.of(ValueKind.STASH, 2, 5)).hasToString("S(2,5)");
    assertThat(Value.gradient(2, 5, 3)).hasToString("G(2,5,3)");
  }

  private static List<Value> reads(Schedule schedule, int task) {
    return IntStream.range(0, schedule.readCount(task))
        .mapToObj(i -> schedule.value(schedule.read(task, i)))
        .toList();
  }

  private static List<Value> writes(Schedule schedule, int task) {
    return IntStream.range(0, schedule.writeCount(task))
        .mapToObj(i -> schedule.value(schedule.write(task, i)))
        .toList();
  }

  static List<Integer> predecessors(Schedule schedule, int task) {
    return IntStream.range(0, schedule.predecessorCount(task))
        .mapToObj(i -> schedule.predecessor(task, i))
        .toList();
  }
}
