package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Emphasis;
import dev.lockstep.scenarios.report.window.SliceKind;
import dev.lockstep.scenarios.report.window.Slices;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The search field. */
class T04_SearchTest {

  private OpenWindow open;
  private TimelineView timeline;

  @BeforeEach
  void open() {
    open = OpenWindow.on("zero-bubble-1.5b-1f1b");
    timeline = open.timeline();
    open.screen().press(KeyCode.F, "", false, true);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void what_is_typed_is_found_and_framed() {
    open.screen().type("device 3 F");
    Slices tasks =
        timeline.recording().rows().stream()
            .filter(row -> row.name().equals("device3"))
            .findFirst()
            .orElseThrow()
            .slices();
    long forwards =
        IntStream.range(0, tasks.count())
            .filter(slice -> tasks.kind(slice) == SliceKind.FORWARD)
            .count();
    open.screen().await(() -> frames() == forwards);
    open.screen().save("search");
  }

  @Test
  void enter_goes_from_one_match_to_the_next_and_shift_enter_back() {
    open.screen().type("mb 7 stage 2");
    open.screen().await(() -> frames() > 0);
    open.screen().press(KeyCode.ENTER);
    assertThat(label()).isEqualTo("2F7");
    open.screen().press(KeyCode.ENTER);
    String second = label();
    assertThat(second).isNotEqualTo("2F7");
    open.screen().press(KeyCode.ENTER, "", true, false);
    assertThat(label()).isEqualTo("2F7");
    open.screen().save("search-match");
  }

  @Test
  void escape_closes_it_and_takes_the_frames_away() {
    open.screen().type("F");
    open.screen().await(() -> frames() > 0);
    open.screen().press(KeyCode.ESCAPE);
    assertThat(frames()).isZero();
    assertThat(timeline.isFocused()).isTrue();
  }

  private int frames() {
    return timeline.framesInSight(Emphasis.FOUND);
  }

  private String label() {
    return timeline.recording().label(timeline.selected().orElseThrow());
  }
}
