package dev.lockstep.gui.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keys, wheel and mouse do to a timeline. */
class T01_TimelineViewTest {

  private final Recording recording =
      new SimulatedRecording(
          Run.of(ScenarioReader.read(Path.of("../scenarios/zero-bubble-1.5b-zb-h1.json")))
              .picture());
  private TimelineView timeline;
  private TestScreen screen;

  @BeforeEach
  void open() {
    screen =
        TestScreen.open(
            () -> {
              timeline = new TimelineView(recording);
              return new BorderPane(timeline);
            },
            1200,
            600);
    TestScreen.on(
        () -> {
          timeline.requestFocus();
          return null;
        });
    screen.settle();
  }

  @AfterEach
  void close() {
    screen.close();
  }

  @Test
  void at_first_all_of_the_run_is_in_sight() {
    View view = timeline.view();
    assertThat(view.fromNanos()).isLessThanOrEqualTo(recording.startNanos());
    assertThat(view.toNanos()).isGreaterThanOrEqualTo(recording.endNanos());
    screen.save("first-sight");
  }

  @Test
  void the_wheel_zooms_and_keeps_the_moment_under_the_mouse() {
    long under = timeline.view().nanosAt(700);
    long before = timeline.view().toNanos() - timeline.view().fromNanos();
    screen.wheel(timeline, 700, 300, 400);
    assertThat(timeline.view().toNanos() - timeline.view().fromNanos()).isLessThan(before / 2);
    assertThat(timeline.view().nanosAt(700) - under).isBetween(-before / 1000, before / 1000);
    screen.save("zoomed");
  }

  @Test
  void dragging_moves_the_run_with_the_mouse() {
    screen.wheel(timeline, 700, 300, 400);
    long under = timeline.view().nanosAt(700);
    screen.drag(timeline, 700, 300, 600, 300);
    assertThat(timeline.view().nanosAt(600) - under).isBetween(-100_000L, 100_000L);
  }

  @Test
  void home_shows_all_again_and_undo_takes_it_back() {
    View first = timeline.view();
    screen.press(KeyCode.W);
    screen.press(KeyCode.W);
    View zoomed = timeline.view();
    assertThat(zoomed).isNotEqualTo(first);
    screen.press(KeyCode.HOME);
    assertThat(timeline.view()).isEqualTo(first);
    TestScreen.on(
        () -> {
          timeline.undo();
          return null;
        });
    assertThat(timeline.view()).isEqualTo(zoomed);
  }
}
