package dev.lockstep.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.export.PictureExport;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.cli.Main;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.picture.stack.StackedPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Point2D;
import javafx.scene.input.Clipboard;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What is in sight, as a file. */
class T22_ExportTest {

  private static final String ONE = "zero-bubble-1.5b-1f1b";
  private static final String OTHER = "zero-bubble-1.5b-zb-h2";

  @TempDir Path folder;
  private OpenWindow open;
  private TestScreen screen;
  private PictureExport export;

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void a_png_has_the_pixels_of_the_screen() throws IOException {
    open(ONE, OTHER);
    screen.wheel(open.timeline(0), 500, 200, 300);
    open.act(
        () -> {
          TimelineView first = open.timeline(0);
          var slices = first.recording().rows().get(0).slices();
          int inSight =
              first.recording().rows().get(0).index().firstEndingAfter(first.view().fromNanos());
          first.select(OptionalInt.of(slices.id(inSight + 2)));
        });
    open.awaitAnswers();
    hideCards();
    // Before the line at the bottom says what was written, and takes room for it.
    BufferedImage shot = screen.picture();
    List<Point2D> corners =
        TestScreen.on(
            () -> open.window().timelines().stream().map(t -> t.localToScene(0, 0)).toList());
    List<View> views = open.window().timelines().stream().map(TimelineView::view).toList();
    Path file = written("runs.png", 1);
    BufferedImage picture = ImageIO.read(file.toFile());
    int y = 0;
    for (int run = 0; run < views.size(); run++) {
      y += StackedPicture.NAME_PIXELS;
      int left = (int) corners.get(run).getX();
      int top = (int) corners.get(run).getY();
      int wrong = 0;
      for (int row = 0; row < views.get(run).heightPixels(); row++) {
        for (int column = 0; column < views.get(run).widthPixels(); column++) {
          int drawn = picture.getRGB(column, y + row) & 0xFFFFFF;
          wrong += drawn == (shot.getRGB(left + column, top + row) & 0xFFFFFF) ? 0 : 1;
        }
      }
      assertThat(wrong).isZero();
      y += views.get(run).heightPixels();
    }
    assertThat(picture.getHeight()).isGreaterThan(y);
    Files.createDirectories(Path.of("target/screenshots"));
    Files.copy(
        file,
        Path.of("target/screenshots/exported.png"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    BufferedImage sharp = ImageIO.read(written("sharp.png", 2).toFile());
    assertThat(sharp.getWidth()).isEqualTo(2 * picture.getWidth());
    assertThat(sharp.getHeight()).isEqualTo(2 * TestScreen.on(() -> export.picture()).height());
  }

  /** What lies over a timeline is not part of its picture. */
  private void hideCards() {
    open.act(
        () -> open.window().root().lookupAll(".pinned-card").forEach(card -> card.setOpacity(0)));
  }

  @Test
  void an_svg_has_the_names_the_labels_and_the_colours() throws Exception {
    open(ONE, OTHER);
    open.use(Palette.DARK);
    Path file = written("runs.svg", 1);
    Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertThat(texts(svg, "text")).contains(ONE + ".json", OTHER + ".json", "device7", "forward");
    TimelinePicture shown = TestScreen.on(() -> export.picture());
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("" + shown.width());
    assertThat(Files.readString(file))
        .contains("fill=\"#%06x\"".formatted(Palette.DARK.background()));
  }

  @Test
  void the_command_line_draws_the_same_bytes() throws IOException {
    open(ONE);
    screen.wheel(open.timeline(0), 500, 200, 300);
    View view = open.timeline(0).view();
    TimelinePicture shown = TestScreen.on(() -> export.picture());
    Path drawn = folder.resolve("drawn.svg");
    StringWriter problems = new StringWriter();
    int status =
        Main.execute(
            new String[] {
              "run",
              "../scenarios/" + ONE + ".json",
              "--timeline",
              drawn.toString(),
              "--from",
              view.fromNanos() + "ns",
              "--to",
              view.toNanos() + "ns",
              "--width",
              "" + shown.width(),
              "--height",
              "" + shown.height()
            },
            new PrintWriter(new StringWriter()),
            new PrintWriter(problems));
    assertThat(problems.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(drawn).hasSameTextualContentAs(written("shown.svg", 1));
  }

  @Test
  void what_cannot_be_written_is_said_in_one_line() {
    open(ONE);
    assertThat(notice("picture.gif"))
        .isEqualTo(
            folder.resolve("picture.gif")
                + ": a timeline is drawn as .svg or .png; the name must end in one of them");
    assertThat(notice("nowhere/picture.png"))
        .isEqualTo(
            folder.resolve("nowhere/picture.png") + ": cannot be written. Choose another folder.");
  }

  @Test
  void a_copied_picture_is_on_the_clipboard() {
    open(ONE);
    open.command("Copy picture");
    int width = TestScreen.on(() -> (int) Clipboard.getSystemClipboard().getImage().getWidth());
    assertThat(width).isEqualTo(open.timeline(0).view().widthPixels());
  }

  private void open(String... names) {
    open = OpenWindow.on(OpenWindow.examples(names), 1400, 900);
    screen = open.screen();
    export = open.maker(PictureExport.class, "#export");
  }

  private Path written(String name, int scale) {
    Path file = folder.resolve(name);
    open.act(() -> export.write(file, scale));
    screen.await(() -> open.notice().equals("Wrote " + file + "."));
    return file;
  }

  private String notice(String name) {
    open.act(() -> open.desk().say(""));
    open.act(() -> export.write(folder.resolve(name), 1));
    screen.await(() -> !open.notice().isEmpty());
    return open.notice();
  }

  private static List<String> texts(Document document, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
