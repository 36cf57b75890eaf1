package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.counters.CounterStrip;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.export.PictureExport;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.scenarios.cli.Main;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.TimelinePicture.PlacedCounters;
import dev.lockstep.scenarios.report.picture.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counters that are shown are in the exported picture. */
class T23_ExportedCountersTest {

  private static final double SCROLL_BAR = 16;

  private static final String FILE = "gpt3-175b-selene";

  @TempDir Path folder;
  private OpenWindow open;
  private TestScreen screen;
  private PictureExport export;

  @AfterEach
  void close() {
    open.close();
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, vgg16-pipedream, vgg16-pipedream-replicated",
    "DARK, gpt3-175b-selene, llama3-70b-pipeline-mixed"
  })
  void a_png_has_the_pixels_of_the_strips_on_the_screen(
      Palette.Ground ground, String above, String below) throws IOException {
    open(above, below);
    showCounters();
    open.use(new Palette(ground, false));
    screen.wheel(open.timeline(), 150, 60, 100);
    BufferedImage shot = screen.picture();
    List<Point2D> corners =
        TestScreen.on(
            () ->
                open.desk().runs().stream()
                    .map(run -> strip(run).getChildren().get(1).localToScene(0, 0))
                    .toList());
    List<PlacedCounters> counters = TestScreen.on(() -> export.picture().counters());
    Path file = written("counters-" + ground + ".png", 1);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(counters).hasSize(2);
    for (int run = 0; run < counters.size(); run++) {
      Rectangle2D seen = seen(open.run(run), corners.get(run));
      assertThat(seen.getHeight()).isGreaterThan(50);
      assertThat(different(picture, shot, counters.get(run), seen)).isZero();
    }
    Files.createDirectories(Path.of("target/screenshots"));
    Files.copy(
        file,
        Path.of("target/screenshots/exported-" + file.getFileName()),
        StandardCopyOption.REPLACE_EXISTING);
    // The line at the bottom that says what was written has taken room from the timelines.
    TimelinePicture now = TestScreen.on(() -> export.picture());
    BufferedImage sharp = ImageIO.read(written("sharp.png", 2).toFile());
    assertThat(sharp.getHeight()).isEqualTo(2 * now.height());
  }

  @Test
  void hidden_ones_are_not_drawn() {
    open(FILE);
    showCounters();
    assertThat(TestScreen.on(() -> export.picture()).counters()).hasSize(1);
    showCounters();
    assertThat(TestScreen.on(() -> export.picture()).counters()).isEmpty();
  }

  @Test
  void the_command_line_draws_the_same_bytes() {
    open(FILE);
    showCounters();
    screen.wheel(open.timeline(), 500, 200, 300);
    View view = open.timeline().view();
    TimelinePicture shown = TestScreen.on(() -> export.picture());
    Path drawn = folder.resolve("drawn.svg");
    StringWriter problems = new StringWriter();
    String all =
        "run|../scenarios/%s.json|--timeline|%s|--from|%dns|--to|%dns|--width|%d|--height|%d|--counters|memory"
            .formatted(
                FILE, drawn, view.fromNanos(), view.toNanos(), shown.width(), shown.height());
    Main.execute(all.split("\\|"), new PrintWriter(new StringWriter()), new PrintWriter(problems));
    assertThat(problems.toString()).isEmpty();
    assertThat(drawn).hasSameTextualContentAs(written("shown.svg", 1));
  }

  /** Where counters are on the screen, as far as they are not scrolled out of sight. */
  private Rectangle2D seen(RunPane run, Point2D corner) {
    return TestScreen.on(
        () -> {
          Node part = strip(run);
          while (!(part instanceof ScrollPane)) {
            part = part.getParent();
          }
          Bounds bounds = part.localToScene(part.getBoundsInLocal());
          double width = bounds.getWidth() - SCROLL_BAR;
          double height = bounds.getMaxY() - 1 - corner.getY();
          return new Rectangle2D(corner.getX(), corner.getY(), width, height);
        });
  }

  private static int different(
      BufferedImage picture, BufferedImage shot, PlacedCounters counters, Rectangle2D seen) {
    int different = 0;
    double height = Math.min(counters.picture().height(), seen.getHeight());
    double width = Math.min(counters.picture().width(), seen.getWidth());
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int drawn = picture.getRGB(column, (int) counters.top() + row) & 0xFFFFFF;
        int shown = shot.getRGB((int) seen.getMinX() + column, (int) seen.getMinY() + row);
        different += drawn == (shown & 0xFFFFFF) ? 0 : 1;
      }
    }
    return different;
  }

  private void open(String... names) {
    open = OpenWindow.on(OpenWindow.examples(names), 1400, 900);
    screen = open.screen();
    export = open.maker(PictureExport.class, "#export");
  }

  private CounterStrip strip(RunPane run) {
    return open.window().counters().below(run);
  }

  private void showCounters() {
    open.command("Show or hide counters");
    open.awaitAnswers();
  }

  private Path written(String name, int scale) {
    Path file = folder.resolve(name);
    open.act(() -> export.write(file, scale));
    screen.await(() -> open.notice().equals("Wrote " + file + "."));
    return file;
  }
}
