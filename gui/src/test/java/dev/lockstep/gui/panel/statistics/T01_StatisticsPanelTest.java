package dev.lockstep.gui.panel.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.TimeRange;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.statistics.RecordingStatistics;
import dev.lockstep.scenarios.report.statistics.StatisticsCsv;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statistics beside a run, as they are copied as CSV. */
class T01_StatisticsPanelTest {

  private final Opened file = OpenWindow.examples("zero-bubble-1.5b-zb-h1").get(0);
  private final RecordingStatistics expected = new RecordingStatistics(file.recording());
  private OpenWindow open;
  private TestScreen screen;

  @BeforeEach
  void open() {
    open = OpenWindow.on(List.of(file), 1400, 860);
    screen = open.screen();
    open.command("Show Statistics");
    open.awaitAnswers();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void at_first_they_are_those_of_all_of_the_run() {
    screen.save("statistics-light");
    assertThat(shown()).isEqualTo(StatisticsCsv.of(expected.all()));
  }

  @Test
  void they_follow_what_is_in_sight() {
    screen.wheel(open.timeline(), 500, 200, 400);
    open.awaitAnswers();
    var view = open.timeline().view();
    assertThat(shown())
        .isEqualTo(StatisticsCsv.of(expected.between(view.fromNanos(), view.toNanos())));
    screen.save("statistics-in-sight");
  }

  @Test
  void of_a_chosen_range_they_are_those_of_the_range() {
    long middle = file.recording().endNanos() / 2;
    choose(Optional.of(new TimeRange(middle, middle + 10_000_000)));
    assertThat(shown()).isEqualTo(StatisticsCsv.of(expected.between(middle, middle + 10_000_000)));
    choose(Optional.empty());
    assertThat(shown()).isEqualTo(StatisticsCsv.of(expected.all()));
  }

  @Test
  void they_can_be_dark() {
    open.use(Palette.DARK);
    open.awaitAnswers();
    screen.save("statistics-dark");
    assertThat(shown()).isEqualTo(StatisticsCsv.of(expected.all()));
  }

  private void choose(Optional<TimeRange> range) {
    open.act(() -> open.timeline().rangeProperty().set(range));
    open.awaitAnswers();
  }

  /** What a user would paste; the panel itself is the window's. */
  private String shown() {
    open.command("Copy the statistics as CSV");
    return TestScreen.on(() -> Clipboard.getSystemClipboard().getString());
  }
}
