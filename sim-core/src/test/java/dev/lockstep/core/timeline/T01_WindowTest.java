package dev.lockstep.core.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.testing.Timetable;
import org.junit.jupiter.api.Test;

/** What a viewer sees of a timeline between two moments. */
final class T01_WindowTest {

  private final Schedule schedule = oneStage();
  private final Timeline timeline =
      new Timeline(schedule, new long[] {0, 10, 30, 30}, new long[] {10, 30, 30, 50});

  private static Schedule oneStage() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    builder.device(0).forward(0, 0).backward(0, 0).update(0).forward(0, 1);
    return builder.build();
  }

  @Test
  void spansThatOverlapIt() {
    assertThat(window(5, 15)).isEqualTo("0F0[0,10) 0B0[10,30)");
    assertThat(window(10, 11)).as("0F0 has ended").isEqualTo("0B0[10,30)");
    assertThat(window(9, 10)).as("0B0 has not started").isEqualTo("0F0[0,10)");
  }

  @Test
  void aSpanWithoutDurationBelongsToItsMoment() {
    assertThat(window(30, 31)).isEqualTo("0U0[30,30) 0F1[30,50)");
    assertThat(window(29, 30)).isEqualTo("0B0[10,30)");
    assertThat(window(31, 32)).isEqualTo("0F1[30,50)");
  }

  @Test
  void nothingBeforeAndAfter() {
    assertThat(window(-5, 0)).isEmpty();
    assertThat(window(50, 99)).isEmpty();
  }

  @Test
  void theWholeTimeline() {
    assertThat(timeline.window(0, timeline.endNanos())).isEqualTo(timeline.lane(0));
    assertThat(timeline.span(1)).isEqualTo(new Span(schedule.task(1), 0, 10, 30));
    assertThat(timeline.span(1).durationNanos()).isEqualTo(20);
    assertThat(timeline.makespanNanos()).isEqualTo(50);
  }

  @Test
  void hasATimeForEachTask() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeline(schedule, new long[4], new long[3]))
        .withMessage("4 starts and 3 ends for 4 tasks");
  }

  private String window(long from, long to) {
    return Timetable.of(timeline.window(from, to));
  }
}
