package dev.lockstep.core.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.testing.Timetable;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * In which order tasks were carried out; the order in which a numeric run carries them out again.
 */
final class T02_RealisedOrderTest {

  @Test
  void byStart() {
    Timeline timeline =
        new Timeline(
            twoStages(Dispatch.IN_ORDER), new long[] {0, 4, 1, 2}, new long[] {1, 6, 2, 4});
    assertThat(order(timeline)).isEqualTo("0F0 1F0 1B0 0B0");
  }

  @Test
  void ofTasksThatStartAtOnceTheOneThatTheOtherNeedsComesFirst() {
    Timeline timeline =
        new Timeline(
            twoStages(Dispatch.IN_ORDER), new long[] {0, 0, 0, 0}, new long[] {0, 2, 0, 0});
    assertThat(order(timeline)).isEqualTo("0F0 1F0 1B0 0B0");
  }

  @Test
  void aTaskWithoutDurationComesBeforeTheOneThatItsLaneStartsNext() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1, Dispatch.WORK_CONSERVING);
    builder.device(0).forward(0, 0).forward(0, 1).forward(0, 2);
    Timeline timeline = new Timeline(builder.build(), new long[] {5, 0, 5}, new long[] {9, 5, 5});
    assertThat(order(timeline)).isEqualTo("0F1 0F2 0F0");
    assertThat(Timetable.of(timeline)).isEqualTo("device0: 0F1[0,5) 0F2[5,5) 0F0[5,9)\n");
  }

  @Test
  void asAScheduleAgain() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 2, Dispatch.WORK_CONSERVING);
    builder.device(0).backward(0, 0).forward(0, 0).update(0).forward(0, 1);
    Timeline timeline =
        new Timeline(builder.build(), new long[] {1, 0, 3, 3}, new long[] {3, 1, 3, 4});
    Schedule realised = timeline.realisedSchedule();
    assertThat(realised).hasToString("device0: 0F0 0B0 0U0 0F1\n");
    assertThat(realised.lanes().get(0).dispatch()).isEqualTo(Dispatch.IN_ORDER);
    assertThat(realised.weightVersion(3)).as("0F1 reads what it read").isEqualTo(1);
  }

  @Test
  void refusesAnOrderThatIsNone() {
    Schedule schedule = twoStages(Dispatch.WORK_CONSERVING);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScheduleBuilder.inOrder(schedule, new int[] {0, 1, 2, 2}))
        .withMessage("an order that does not name each task once");
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(() -> ScheduleBuilder.inOrder(schedule, new int[] {1, 0, 2, 3}))
        .withMessageStartingWith("deadlock: 0B0 on lane device0 waits for");
  }

  private static Schedule twoStages(Dispatch dispatch) {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1, dispatch);
    builder.device(0).forward(0, 0).backward(0, 0);
    builder.device(1).forward(1, 0).backward(1, 0);
    return builder.build();
  }

  private static String order(Timeline timeline) {
    return Arrays.stream(timeline.realisedOrder())
        .mapToObj(task -> timeline.schedule().task(task).toString())
        .collect(Collectors.joining(" "));
  }
}
