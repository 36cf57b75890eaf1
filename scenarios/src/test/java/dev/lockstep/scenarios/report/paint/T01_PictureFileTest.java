package dev.lockstep.scenarios.report.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.report.picture.PictureException;
import dev.lockstep.scenarios.report.picture.PictureOptions;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.layout.TimelineLayout;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The same picture as SVG and as PNG. */
class T01_PictureFileTest {

  @TempDir Path folder;

  @Test
  void an_svg_is_well_formed_and_has_a_tooltip_for_every_slice() throws Exception {
    TimelinePicture picture = picture("a < b & \"c\"\u0001", 4, 8);
    Path file = folder.resolve("timeline.svg");
    PictureFile.write(picture, file);

    Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertThat(svg.getDocumentElement().getAttribute("viewBox")).startsWith("0 0 1600 ");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("a < b & \"c\"?");
    assertThat(svg.getElementsByTagName("title").getLength()).isEqualTo(1 + picture.boxes().size());
    assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(picture.labels().size());
  }

  @Test
  void the_same_timeline_gives_the_same_bytes() throws IOException {
    for (String name : List.of("timeline.svg", "timeline.png")) {
      Path once = folder.resolve("once-" + name);
      Path again = folder.resolve("again-" + name);
      PictureFile.write(picture("1F1B", 4, 8), once);
      PictureFile.write(picture("1F1B", 4, 8), again);
      assertThat(once).hasSameBinaryContentAs(again);
    }
  }

  @Test
  void an_svg_of_64_lanes_with_2048_slices_each_stays_below_three_megabytes() throws IOException {
    Path file = folder.resolve("large.svg");
    PictureFile.write(picture("large", 64, 1024), file);

    assertThat(Files.size(file)).isLessThan(3_000_000);
  }

  @Test
  void a_png_shows_each_slice_in_the_colour_of_its_kind() throws IOException {
    TimelinePicture picture = picture("1F1B", 4, 8);
    Path file = folder.resolve("timeline.PNG");
    PictureFile.write(picture, file);

    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * picture.width());
    assertThat(image.getHeight()).isEqualTo(2 * picture.height());
    for (TimelinePicture.Box box : picture.boxes()) {
      int x = (int) Math.round(2 * (box.x() + box.width() / 2));
      int y = (int) Math.round(2 * (box.y() + box.height() * 0.15));
      assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo(box.kind().rgb());
    }
  }

  @Test
  void another_ending_is_refused_before_anything_is_written() {
    Path file = folder.resolve("timeline.pdf");

    assertThatThrownBy(() -> PictureFile.write(picture("", 1, 1), file))
        .isInstanceOf(PictureException.class)
        .hasMessageEndingWith(
            "a timeline is drawn as .svg or .png; the name must end in one of them");
    assertThat(file).doesNotExist();
  }

  @Test
  void numbers_do_not_depend_on_the_locale() throws IOException {
    Locale before = Locale.getDefault();
    Path english = folder.resolve("english.svg");
    Path arabic = folder.resolve("arabic.svg");
    try {
      PictureFile.write(picture("1F1B", 64, 512), english);
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      PictureFile.write(picture("1F1B", 64, 512), arabic);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(arabic).hasSameBinaryContentAs(english);
  }

  private static TimelinePicture picture(String title, int stages, int microBatches) {
    return TimelineLayout.of(
        Replay.run(
            TransferLowering.lower(
                new OneForwardOneBackward().plan(Workload.of(stages, microBatches))),
            new UnitCosts(1_000_003, 200_001)),
        PictureOptions.of(title, List.of("1F1B")));
  }
}
