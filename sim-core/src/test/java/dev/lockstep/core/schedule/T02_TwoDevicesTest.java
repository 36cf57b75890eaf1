package dev.lockstep.core.schedule;

import static dev.lockstep.core.schedule.T01_OneDeviceTest.predecessors;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What one device writes and another reads makes an edge between them. */
final class T02_TwoDevicesTest {

  @Test
  void forwardReadsTheActivationBelowAndBackwardTheGradientAbove() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).backward(0, 0);
    builder.device(1).forward(1, 0).backward(1, 0);
    Schedule schedule = builder.build();
    assertThat(schedule)
        .hasToString(
            """
            device0: 0F0 0B0
            device1: 1F0 1B0
            """);
    assertThat(predecessors(schedule, 1)).as("0B0: its lane and 1B0").containsExactly(0, 3);
    assertThat(predecessors(schedule, 2)).as("1F0: 0F0").containsExactly(0);
  }

  @Test
  void lanesCanBeWrittenInAnyOrder() {
    ScheduleBuilder upFirst = new ScheduleBuilder(2, 1);
    upFirst.device(1).forward(1, 0).backward(1, 0);
    upFirst.device(0).forward(0, 0).backward(0, 0);
    assertThat(upFirst.build())
        .hasToString(
            """
            device0: 0F0 0B0
            device1: 1F0 1B0
            """);
  }

  @Test
  void splitBackwardLetsTheWeightGradientWait() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).inputGradient(0, 0).weightGradient(0, 0);
    builder.device(1).forward(1, 0).inputGradient(1, 0).weightGradient(1, 0).update(1);
    Schedule schedule = builder.build();
    assertThat(predecessors(schedule, 1)).as("0I0: its lane and 1I0").containsExactly(0, 4);
    assertThat(schedule.task(6)).hasToString("1U0");
  }

  @Test
  void anAuxiliaryHeadMakesTheStageIndependentOfTheOneAbove() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).auxiliary(0, 0).localBackward(0, 0);
    builder.device(1).forward(1, 0).backward(1, 0);
    Schedule schedule = builder.build();
    for (int task = 1; task <= 2; task++) {
      assertThat(predecessors(schedule, task)).containsExactly(task - 1);
    }
  }

  @Test
  void aBarrierOrdersTasksThatShareNoValue() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).signal(0, 0);
    builder.device(1).forwardFrom(1, 0, new int[0]).after(0, 0);
    assertThat(predecessors(builder.build(), 1)).containsExactly(0);
  }

  @Test
  void anOrderOfAllTasksRespectsEveryEdge() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(1).forward(1, 0).backward(1, 0);
    builder.device(0).forward(0, 0).backward(0, 0);
    Schedule schedule = builder.build();
    StringBuilder order = new StringBuilder();
    for (int position = 0; position < schedule.taskCount(); position++) {
      order.append(schedule.task(schedule.inOrder(position))).append(' ');
    }
    assertThat(order).hasToString("0F0 1F0 1B0 0B0 ");
  }

  /** 0F1 and 0B0 as a pair: both wait for 1B0, and 1F1 waits until the pair has ended. */
  @Test
  void passesCarriedOutTogetherBeginAndEndTogether() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 2);
    builder.device(0).forward(0, 0).overlapped(0, 1, 0, 0);
    builder.device(1).forward(1, 0).backward(1, 0).forward(1, 1);
    Schedule schedule = builder.build();
    assertThat(schedule)
        .hasToString(
            """
            device0: 0F0 0F1 0B0
            device1: 1F0 1B0 1F1
            """);
    assertThat(predecessors(schedule, 1)).as("0F1: its lane and 1B0").containsExactly(0, 4);
    assertThat(predecessors(schedule, 5)).as("1F1: its lane and 0B0").containsExactly(4, 2);
  }

  /** Each device updates its copy with its own gradient and the sum of the other copy. */
  @Test
  void twoCopiesOfAStageExchangeTheirGradients() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 2);
    builder.device(0).forward(0, 0).backward(0, 0).updateWithCopy(0, 1);
    builder.device(1).forward(0, 1).backward(0, 1).updateWithCopy(0, 0);
    Schedule schedule = builder.build();
    assertThat(predecessors(schedule, 2)).as("0U0: its lane and 0B1").containsExactly(1, 4);
    assertThat(predecessors(schedule, 5)).as("0U1: its lane and 0B0").containsExactly(4, 1);
  }
}
