package dev.lockstep.gui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.Palette.Ground;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Colours, hatching, legend and lanes per stage of the window. */
class T02_AppearanceTest {

  private OpenWindow open;
  private TestScreen screen;
  private TimelineView timeline;

  @BeforeEach
  void open() {
    open = OpenWindow.on(OpenWindow.examples("zero-bubble-1.5b-interleaved-1f1b"), 1400, 900);
    screen = open.screen();
    timeline = open.timeline();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @ParameterizedTest
  @EnumSource(Ground.class)
  void the_window_behind_the_lanes_has_the_colour_of_the_palette(Ground ground) {
    String name =
        switch (ground) {
          case LIGHT -> "Light colours";
          case DARK -> "Dark colours";
          case HIGH_CONTRAST -> "High contrast";
        };
    open.command(name);
    open.command("Show or hide hatching");
    open.command("Show or hide the legend");
    Palette shown = open.desk().paletteProperty().get();
    assertThat(shown).isEqualTo(new Palette(ground, true));
    assertThat(screen.picture().getRGB(60, 700) & 0xFFFFFF).isEqualTo(shown.background());
    int tools = screen.picture().getRGB(1200, 20) & 0xFFFFFF;
    assertThat(tools == 0).isEqualTo(ground == Ground.HIGH_CONTRAST);
    screen.save("appearance-" + ground.toString().toLowerCase(Locale.ROOT));
  }

  @Test
  void h_draws_lines_and_h_takes_them_away() {
    screen.press(KeyCode.H);
    assertThat(open.desk().paletteProperty().get().hatching()).isTrue();
    screen.press(KeyCode.H);
    assertThat(open.desk().paletteProperty().get().hatching()).isFalse();
  }

  @Test
  void the_legend_is_shown_on_demand() {
    assertThat(open.window().root().lookup(".legend").isVisible()).isFalse();
    screen.press(KeyCode.L);
    assertThat(open.window().root().lookup(".legend").isVisible()).isTrue();
  }

  @Test
  void the_stages_of_a_device_get_lanes_of_their_own_and_undo_joins_them_again() {
    open.command("Split or join the stages of a device");
    screen.await(() -> timeline.view().stageLanes());
    screen.save("stage-lanes");
    open.act(timeline::undo);
    assertThat(timeline.view().stageLanes()).isFalse();
    open.command("Split or join the stages of a device");
    screen.await(() -> timeline.view().stageLanes());
  }
}
