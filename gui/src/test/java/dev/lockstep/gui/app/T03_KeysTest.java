package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.View;
import java.util.OptionalInt;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done with the keyboard alone. */
class T03_KeysTest {

  private OpenWindow open;
  private TimelineView timeline;

  @BeforeEach
  void open() {
    open = OpenWindow.on("zero-bubble-1.5b-1f1b");
    timeline = open.timeline();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void w_zooms_in_and_zero_shows_all_again() {
    View first = timeline.view();
    press(KeyCode.W);
    assertThat(duration()).isLessThan(first.toNanos() - first.fromNanos());
    press(KeyCode.DIGIT0);
    assertThat(timeline.view()).isEqualTo(first);
  }

  @Test
  void a_and_d_move_in_time_and_control_z_takes_that_back() {
    press(KeyCode.W);
    press(KeyCode.W);
    View zoomed = timeline.view();
    press(KeyCode.D);
    assertThat(timeline.view().fromNanos()).isGreaterThan(zoomed.fromNanos());
    open.screen().press(KeyCode.Z, "", false, true);
    assertThat(timeline.view()).isEqualTo(zoomed);
    open.screen().press(KeyCode.Z, "", true, true);
    assertThat(timeline.view().fromNanos()).isGreaterThan(zoomed.fromNanos());
  }

  @Test
  void a_point_chooses_the_next_slice_and_escape_chooses_none() {
    open.act(() -> timeline.select(OptionalInt.of(3)));
    open.screen().press(KeyCode.PERIOD, ".", false, false);
    assertThat(timeline.selected()).hasValue(4);
    press(KeyCode.F);
    assertThat(duration()).isLessThan(timeline.recording().endNanos() / 10);
    press(KeyCode.ESCAPE);
    assertThat(timeline.selected()).isEmpty();
  }

  @Test
  void help_lists_all_keys_and_escape_takes_it_away() {
    open.screen().press(KeyCode.UNDEFINED, "?", true, false);
    open.screen().save("help");
    View before = timeline.view();
    press(KeyCode.ESCAPE);
    press(KeyCode.W);
    assertThat(timeline.view()).isNotEqualTo(before);
  }

  @Test
  void in_the_palette_letters_are_text_and_enter_carries_out_what_was_found() {
    View first = timeline.view();
    open.screen().press(KeyCode.K, "", false, true);
    open.screen().type("dsw");
    assertThat(timeline.view()).isEqualTo(first);
    open.screen().press(KeyCode.BACK_SPACE);
    open.screen().press(KeyCode.BACK_SPACE);
    open.screen().press(KeyCode.BACK_SPACE);
    open.screen().type("zoom");
    open.screen().save("palette");
    press(KeyCode.ENTER);
    assertThat(duration()).isLessThan(first.toNanos() - first.fromNanos());
  }

  @Test
  void no_key_means_two_things() {
    assertThat(open.desk().commands().stream().flatMap(command -> command.keys().stream()))
        .doesNotHaveDuplicates();
  }

  private long duration() {
    return timeline.view().toNanos() - timeline.view().fromNanos();
  }

  private void press(KeyCode code) {
    open.screen().press(code);
  }
}
