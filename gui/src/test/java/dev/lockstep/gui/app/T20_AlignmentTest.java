package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.panel.differences.DifferencesPanel;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.compare.Alignment;
import dev.lockstep.scenarios.report.compare.Differences;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import javafx.scene.input.Clipboard;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two runs of several iterations, one below the other. */
class T20_AlignmentTest {

  private OpenWindow open;
  private TestScreen screen;

  @BeforeEach
  void open() {
    open = OpenWindow.on(OpenWindow.examples("resnet50-pipedream", "resnet50-gpipe"), 1600, 900);
    screen = open.screen();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void at_first_all_of_both_is_in_sight_on_one_scale() {
    assertThat(view(0).fromNanos()).isEqualTo(view(1).fromNanos());
    assertThat(view(0).toNanos()).isEqualTo(view(1).toNanos());
    for (TimelineView timeline : open.window().timelines()) {
      assertThat(timeline.view().fromNanos())
          .isLessThanOrEqualTo(timeline.recording().startNanos());
      assertThat(timeline.view().toNanos()).isGreaterThanOrEqualTo(timeline.recording().endNanos());
    }
  }

  @Test
  void the_same_iteration_begins_at_the_same_pixel() {
    open.command("Align runs by iteration");
    open.command("Align at the next iteration");
    assertThat(open.desk().alignmentProperty().get())
        .isEqualTo(new Alignment(Alignment.Mode.ITERATION, 1));
    screen.wheel(open.timeline(0), 500, 200, 300);
    assertThat(pixel(0, start(0, 1))).isCloseTo(pixel(1, start(1, 1)), halfAPixel());
    screen.save("aligned-by-iteration");
  }

  @Test
  void stretched_iterations_also_end_at_the_same_pixel() {
    open.command("Align runs by iteration, stretched to one length");
    screen.wheel(open.timeline(1), 500, 200, 300);
    assertThat(pixel(0, start(0, 0))).isCloseTo(pixel(1, start(1, 0)), halfAPixel());
    assertThat(pixel(0, start(0, 1))).isCloseTo(pixel(1, start(1, 1)), halfAPixel());
    screen.save("aligned-to-one-length");
  }

  @Test
  void the_panel_shows_how_the_second_run_differs_from_the_first() {
    open.command("Show Differences");
    DifferencesPanel panel = open.maker(DifferencesPanel.class, "#differences");
    screen.await(() -> panel.shown().isPresent());
    Differences shown = TestScreen.on(() -> panel.shown().orElseThrow());
    assertThat(shown.names()).containsExactly("resnet50-pipedream.json", "resnet50-gpipe.json");
    double expected = open.run(1).opened().run().orElseThrow().result().iterationTimeMs();
    assertThat(shown.figures().get(0).values().get(1)).hasValue(expected);
    screen.save("differences");
    open.use(Palette.DARK);
    screen.save("differences-dark");
    open.command("Copy the differences as CSV");
    String copied = TestScreen.on(() -> Clipboard.getSystemClipboard().getString());
    assertThat(copied).isEqualTo(shown.csv());
  }

  private View view(int run) {
    return open.timeline(run).view();
  }

  private long start(int run, int iteration) {
    return open.timeline(run).recording().iterationStartsNanos().get(iteration);
  }

  private double pixel(int run, long nanos) {
    return view(run).window().position(nanos);
  }

  private static Offset<Double> halfAPixel() {
    return Offset.offset(0.5);
  }
}
