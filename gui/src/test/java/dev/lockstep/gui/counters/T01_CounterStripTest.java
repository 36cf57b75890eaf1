package dev.lockstep.gui.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters below a timeline. */
class T01_CounterStripTest {

  private OpenWindow open;
  private TestScreen screen;

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void they_are_hidden_until_asked_for() {
    open("gpt3-175b-selene");
    assertThat(strip().isVisible()).isFalse();
    toggle();
    assertThat(strip().isVisible()).isTrue();
    assertThat(strip().choices()).startsWith("memory", "in-flight micro-batches");
    screen.save("counters-memory");
  }

  @Test
  void the_value_under_the_mouse_is_told() {
    open("gpt3-175b-selene");
    toggle();
    screen.move(surface(), 700, 60);
    assertThat(strip().value())
        .contains("device")
        .contains(" GB of 85.9 GB")
        .contains("activations");
    screen.save("counters-value");
  }

  @Test
  void below_several_runs_they_leave_the_timelines_their_room() {
    open("zero-bubble-1.5b-1f1b");
    open.add("zero-bubble-1.5b-zb-h1");
    toggle();
    screen.save("counters-two-runs");
    for (RunPane run : open.desk().runs()) {
      assertThat(run.timeline().getHeight()).isGreaterThan(0.25 * run.getHeight());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-flight micro-batches", "weight versions", "links busy", "sent"})
  void another_counter_can_be_chosen(String name) {
    open("vgg16-pipedream");
    toggle();
    assertThat(strip().choices()).contains(name);
    open.act(() -> strip().choose(name));
    screen.move(surface(), 700, 60);
    assertThat(strip().value()).contains("device0: ");
    screen.save("counters-" + name.replace(' ', '-'));
  }

  @Test
  void they_move_with_the_timeline() {
    open("zero-bubble-1.5b-1f1b");
    toggle();
    screen.move(surface(), View.GUTTER_PIXELS + 300, 60);
    String before = strip().value();
    screen.wheel(open.timeline(), 700, 200, 500);
    screen.move(surface(), View.GUTTER_PIXELS + 300, 60);
    assertThat(strip().value()).isNotEqualTo(before);
    open.use(Palette.DARK);
    screen.save("counters-zoomed-dark");
  }

  private void open(String example) {
    open = OpenWindow.on(OpenWindow.examples(example), 1400, 860);
    screen = open.screen();
  }

  private void toggle() {
    open.command("Show or hide counters");
    open.awaitAnswers();
  }

  private CounterStrip strip() {
    return open.window().counters().below(open.run(0));
  }

  private Node surface() {
    return ((Pane) strip().getChildren().get(1)).getChildren().get(0);
  }
}
