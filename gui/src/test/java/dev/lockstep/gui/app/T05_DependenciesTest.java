package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Emphasis;
import java.util.OptionalInt;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a task waited for, and what waited for it. */
class T05_DependenciesTest {

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
  void the_facts_of_a_chosen_task_stay_and_can_be_copied() {
    open.act(() -> timeline.select(OptionalInt.of(30)));
    open.awaitAnswers();
    open.screen().save("pinned-card");
    open.screen().press(KeyCode.C, "", false, true);
    open.screen().await(() -> Clipboard.getSystemClipboard().hasString());
    open.act(
        () ->
            assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith(timeline.recording().label(30) + ", ")
                .contains("\non: device0\n"));
  }

  @Test
  void its_chain_goes_back_to_the_start() {
    open.act(() -> timeline.select(OptionalInt.of(30)));
    open.screen().press(KeyCode.P);
    open.awaitAnswers();
    assertThat(timeline.framesInSight(Emphasis.RELATED)).isPositive();
    assertThat(open.notice()).contains("one after another");
    open.screen().save("chain");
  }

  @Test
  void what_follows_is_all_that_could_not_start_before() {
    open.act(() -> timeline.select(OptionalInt.of(30)));
    open.screen().press(KeyCode.G);
    open.awaitAnswers();
    assertThat(open.notice()).contains("could not start before it had ended");
    open.use(Palette.DARK);
    open.screen().press(KeyCode.F, "", false, true);
    open.screen().save("descendants");
  }

  @Test
  void c_shows_the_critical_path_and_hides_it() {
    open.screen().press(KeyCode.C);
    open.screen().await(() -> timeline.framesInSight(Emphasis.CRITICAL) > 0);
    open.screen().save("critical-path");
    open.screen().press(KeyCode.C);
    assertThat(timeline.framesInSight(Emphasis.CRITICAL)).isZero();
  }
}
