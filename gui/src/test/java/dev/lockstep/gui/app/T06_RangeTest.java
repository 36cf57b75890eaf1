package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.TimeRange;
import dev.lockstep.gui.view.TimelineView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stretch of time in two runs. */
class T06_RangeTest {

  private OpenWindow open;
  private TimelineView upper;
  private TimelineView lower;

  @BeforeEach
  void open() {
    open = OpenWindow.on("zero-bubble-1.5b-1f1b", "zero-bubble-1.5b-zb-h1");
    upper = open.timeline(0);
    lower = open.timeline(1);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void what_is_chosen_in_one_run_is_chosen_in_all() {
    open.screen().drag(upper, 500, 12, 800, 12);
    TimeRange range = upper.rangeProperty().get().orElseThrow();
    assertThat(lower.rangeProperty().get()).contains(range);
    open.screen().save("range-linked");
  }

  @Test
  void f_zooms_all_to_it_and_escape_chooses_none() {
    open.screen().drag(upper, 500, 12, 800, 12);
    TimeRange range = upper.rangeProperty().get().orElseThrow();
    open.screen().press(KeyCode.F);
    assertThat(lower.view().fromNanos()).isEqualTo(upper.view().fromNanos());
    assertThat(upper.view().toNanos() - upper.view().fromNanos())
        .isEqualTo(range.durationNanos() + 2 * Math.round(0.02 * range.durationNanos()));
    open.screen().press(KeyCode.ESCAPE);
    assertThat(upper.rangeProperty().get()).isEmpty();
    assertThat(lower.rangeProperty().get()).isEmpty();
  }
}
