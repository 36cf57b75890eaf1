package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task of one run, and its like in another one. */
class T08_LinkedSelectionTest {

  private OpenWindow open;
  private TimelineView plain;
  private TimelineView zeroBubble;

  @BeforeEach
  void open() {
    open =
        OpenWindow.on(
            OpenWindow.examples("zero-bubble-1.5b-1f1b", "zero-bubble-1.5b-zb-h1"), 1400, 900);
    plain = open.timeline(0);
    zeroBubble = open.timeline(1);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void choosing_a_task_chooses_its_like_in_the_other_run() {
    choose(plain, "5F3");
    assertThat(chosen(zeroBubble)).isEqualTo("5F3");
    choose(zeroBubble, "2F4");
    assertThat(chosen(plain)).isEqualTo("2F4");
    assertThat(chosen(zeroBubble)).isEqualTo("2F4");
    open.screen().save("linked-selection");
  }

  @Test
  void a_backward_that_the_other_run_does_in_two_parts_has_no_like_there() {
    choose(plain, "5F3");
    choose(plain, "5B3");
    assertThat(chosen(plain)).isEqualTo("5B3");
    assertThat(zeroBubble.selected()).isEmpty();
  }

  @Test
  void escape_chooses_none_in_all() {
    choose(plain, "5F3");
    open.screen().press(KeyCode.ESCAPE);
    open.awaitAnswers();
    assertThat(plain.selected()).isEmpty();
    assertThat(zeroBubble.selected()).isEmpty();
  }

  private void choose(TimelineView timeline, String label) {
    Recording recording = timeline.recording();
    int task =
        IntStream.iterate(0, id -> id + 1)
            .filter(id -> recording.label(id).equals(label))
            .findFirst()
            .orElseThrow();
    open.act(() -> timeline.select(OptionalInt.of(task)));
    open.awaitAnswers();
  }

  private static String chosen(TimelineView timeline) {
    return timeline.recording().label(timeline.selected().orElseThrow());
  }
}
