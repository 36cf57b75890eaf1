package dev.lockstep.scenarios.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The drawing in a terminal, from one device to many. */
class T01_TextTimelineTest {

  @Test
  void one_device_with_columns_to_spare() {
    assertThat(TextTimeline.draw(oneForwardOneBackward(1, 2), TextStyle.plain(40)))
        .isEqualTo(
            """
                     0 us                5 us
                    +--------------------+---+ busy
            device0 |0000aaaaaaaa1111bbbbbbbb| 100%
                     0-9 forward  a-j backward
                     (last digit of the micro-batch)
            """);
  }

  @Test
  void one_column_a_unit_shows_the_whole_schedule() {
    assertThat(TextTimeline.draw(oneForwardOneBackward(3, 4), TextStyle.plain(40)))
        .isEqualTo(
            """
                     0 us      10 us
                    +----------+-------+ busy
            device0 |012....aa3bb.cc.dd|  67%
            device1 |.01..aa2bb3cc.dd..|  67%
            device2 |..0aa1bb2cc3dd....|  67%
                     0-9 forward  a-j backward
                     . idle
                     (last digit of the micro-batch)
            """);
  }

  @Test
  void colour_tells_forward_and_backward_apart_so_both_are_digits() {
    String drawing = TextTimeline.draw(oneForwardOneBackward(1, 1), new TextStyle(40, true, true));

    assertThat(drawing).contains("\u001B[38;5;16;48;5;74m0").contains("\u001B[38;5;16;48;5;36m00");
    assertThat(drawing).contains("0-9\u001B[0m backward").doesNotContain("aa");
  }

  @Test
  void where_slices_share_a_column_letters_keep_the_proportion_of_the_times() {
    String drawing = TextTimeline.draw(oneForwardOneBackward(1, 1000), TextStyle.plain(100));

    String line = drawing.lines().filter(l -> l.startsWith("device0")).findFirst().orElseThrow();
    long forward = line.chars().filter(c -> c == 'F').count();
    long backward = line.chars().filter(c -> c == 'B').count();
    assertThat(backward).isBetween(2 * forward - 2, 2 * forward + 2);
  }

  @Test
  void more_than_32_devices_are_a_selection_that_says_so() {
    String drawing = TextTimeline.draw(oneForwardOneBackward(100, 4), TextStyle.plain(80));

    assertThat(drawing).contains("device0 |", "device99 |", "32 of 100 devices shown");
    assertThat(drawing.lines().filter(line -> line.contains("%"))).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 40", "4, 8, 60", "4, 64, 80", "16, 3, 100", "40, 40, 133"})
  void no_line_is_wider_than_the_terminal(int stages, int microBatches, int columns) {
    String drawing =
        TextTimeline.draw(oneForwardOneBackward(stages, microBatches), TextStyle.plain(columns));

    assertThat(drawing.lines()).allMatch(line -> line.length() <= columns);
    assertThat(drawing).isASCII();
  }

  @Test
  void tasks_without_duration_leave_nothing_to_draw() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forward(0, 0);

    assertThat(
            TextTimeline.draw(
                Replay.run(schedule.build(), new UnitCosts(0, 0)), TextStyle.plain(40)))
        .contains("device0 |......")
        .contains("   0%");
  }

  @Test
  void the_environment_decides_on_colour_and_unicode() {
    Map<String, String> colourful = Map.of("TERM", "xterm", "LANG", "en_GB.UTF-8");
    Map<String, String> refused = Map.of("TERM", "xterm", "NO_COLOR", "1", "LC_ALL", "C");

    assertThat(TextStyle.of(80, true, colourful)).isEqualTo(new TextStyle(80, true, true));
    assertThat(TextStyle.of(80, true, refused)).isEqualTo(TextStyle.plain(80));
    assertThat(TextStyle.of(80, false, colourful)).isEqualTo(TextStyle.plain(80));
  }

  private static Timeline oneForwardOneBackward(int stages, int microBatches) {
    return Replay.run(
        new OneForwardOneBackward().plan(Workload.of(stages, microBatches)),
        new UnitCosts(1_000, 0));
  }
}
