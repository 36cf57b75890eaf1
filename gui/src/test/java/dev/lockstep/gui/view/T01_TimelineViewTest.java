package dev.lockstep.gui.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.TimeRange;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.OptionalInt;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What wheel and mouse do to a timeline. */
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
    TestScreen.act(
        () -> {
          timeline.requestFocus();
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
  void a_layout_of_the_window_moves_nothing_as_long_as_the_size_stays() {
    TimelineView[] low = new TimelineView[1];
    TestScreen small =
        TestScreen.open(
            () -> {
              low[0] = new TimelineView(recording);
              return new BorderPane(low[0]);
            },
            1200,
            110);
    small.settle();
    act(() -> low[0].scroll(3));
    View scrolled = low[0].view();
    assertThat(scrolled.scrollPixels()).isPositive();
    act(low[0]::requestLayout);
    small.settle();
    TestScreen.on(() -> low[0].getParent().snapshot(null, null));
    assertThat(low[0].view()).isEqualTo(scrolled);
    small.close();
  }

  @Test
  void dragging_moves_the_run_with_the_mouse() {
    screen.wheel(timeline, 700, 300, 400);
    long under = timeline.view().nanosAt(700);
    screen.drag(timeline, 700, 300, 600, 300);
    assertThat(timeline.view().nanosAt(600) - under).isBetween(-100_000L, 100_000L);
  }

  @Test
  void fit_shows_all_again_and_undo_takes_it_back() {
    View first = timeline.view();
    act(() -> timeline.zoom(1.3));
    act(() -> timeline.zoom(1.3));
    View zoomed = timeline.view();
    assertThat(zoomed).isNotEqualTo(first);
    act(timeline::fit);
    assertThat(timeline.view()).isEqualTo(first);
    act(timeline::undo);
    assertThat(timeline.view()).isEqualTo(zoomed);
    act(timeline::redo);
    assertThat(timeline.view()).isEqualTo(first);
  }

  @Test
  void a_drag_on_the_time_axis_chooses_a_stretch_of_time_and_fit_selection_zooms_to_it() {
    View first = timeline.view();
    screen.drag(timeline, 400, 10, 700, 10);
    TimeRange range = timeline.rangeProperty().get().orElseThrow();
    assertThat(timeline.view()).isEqualTo(first);
    assertThat(range).isEqualTo(new TimeRange(first.nanosAt(400), first.nanosAt(700)));
    screen.save("range");
    act(timeline::fitSelection);
    long room = Math.round(0.02 * range.durationNanos());
    assertThat(timeline.view().fromNanos()).isEqualTo(range.fromNanos() - room);
    assertThat(timeline.view().toNanos()).isEqualTo(range.toNanos() + room);
    screen.click(timeline, 500, 10);
    assertThat(timeline.rangeProperty().get()).isEmpty();
  }

  @Test
  void so_does_a_drag_with_shift_anywhere_in_either_direction() {
    screen.shiftDrag(timeline, 700, 400, 300);
    assertThat(timeline.rangeProperty().get())
        .contains(new TimeRange(timeline.view().nanosAt(400), timeline.view().nanosAt(700)));
  }

  @Test
  void steps_go_along_the_lane_and_bring_what_they_choose_into_sight() {
    act(() -> timeline.select(OptionalInt.of(0)));
    for (int step = 0; step < 7; step++) {
      act(() -> timeline.step(1));
    }
    assertThat(timeline.selected()).hasValue(7);
    act(() -> timeline.step(-1));
    assertThat(timeline.selected()).hasValue(6);
    act(timeline::fitSelection);
    Recording.Place place = recording.find(6).orElseThrow();
    long duration = place.endNanos() - place.startNanos();
    assertThat(timeline.view().fromNanos()).isEqualTo(place.startNanos() - duration);
    assertThat(timeline.view().toNanos()).isEqualTo(place.endNanos() + duration);
    screen.save("task-fitted");
  }

  private void act(Runnable action) {
    TestScreen.act(
        () -> {
          action.run();
        });
    screen.settle();
  }
}
