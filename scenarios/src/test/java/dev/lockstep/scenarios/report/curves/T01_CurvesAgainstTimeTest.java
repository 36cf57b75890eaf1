package dev.lockstep.scenarios.report.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.format.curve.CurveStyle;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.report.curves.CurveLayout.Hit;
import dev.lockstep.scenarios.report.curves.CurvePicture.Drawn;
import dev.lockstep.scenarios.report.curves.CurveSheet.Entry;
import dev.lockstep.scenarios.report.paint.Pixels;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.window.SliceKind;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From looks of seeds to a picture. */
class T01_CurvesAgainstTimeTest {

  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;

  /** Two seeds, looked at after 10 and 20 mini-batches, which take 2 s and 4 s. */
  private final List<OfSeed> seeds = List.of(seed(1, 0.25, 0.5), seed(2, 0.5, 0.75));

  @Test
  void a_curve_is_the_mean_of_the_seeds_and_its_band_goes_from_least_to_most() {
    MeanCurve curve = MeanCurve.of("a", seeds, LearnedFigure.ACCURACY);

    assertThat(curve.points()).extracting(MeanCurve.Point::mean).containsExactly(0.375, 0.625);
    assertThat(curve.points()).extracting(MeanCurve.Point::least).containsExactly(0.25, 0.5);
    assertThat(curve.points()).extracting(MeanCurve.Point::most).containsExactly(0.5, 0.75);
  }

  @Test
  void where_a_seed_has_not_come_to_yet_the_figure_is_that_of_the_others() {
    List<OfSeed> going = List.of(seed(1, 0.25, 0.5), seed(2, 0.5));

    assertThat(MeanCurve.of("a", going, LearnedFigure.ACCURACY).points())
        .extracting(MeanCurve.Point::mean)
        .containsExactly(0.375, 0.5);
    assertThat(MeanCurve.of("a", List.of(), LearnedFigure.ACCURACY).points()).isEmpty();
  }

  @Test
  void a_look_at_which_a_seed_has_no_number_has_no_point() {
    assertThat(MeanCurve.of("a", seeds, LearnedFigure.TEST_LOSS).points())
        .extracting(MeanCurve.Point::iterations)
        .containsExactly(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIMULATED_TIME", "MINI_BATCHES"})
  void points_stand_in_proportion_on_both_axes(Across across) {
    CurveLayout layout = CurveLayout.of(sheet(LearnedFigure.ACCURACY, across), WIDTH, HEIGHT);
    List<MeanCurve.Point> points = MeanCurve.of("a", seeds, LearnedFigure.ACCURACY).points();
    double left = layout.plot().x();

    assertThat(layout.x(points.get(1)) - left)
        .isCloseTo(2 * (layout.x(points.get(0)) - left), within(1e-9));
    assertThat(layout.y(0.4) - layout.y(0.6))
        .isCloseTo(layout.y(0.2) - layout.y(0.4), within(1e-9));
    assertThat(layout.y(0.8)).isGreaterThan(layout.plot().y());
    assertThat(layout.unit()).isEqualTo(TimeUnit.SECONDS);
  }

  @Test
  void axes_say_what_they_count_and_the_target_is_in_sight() {
    CurveLayout layout =
        CurveLayout.of(sheet(LearnedFigure.ACCURACY, Across.SIMULATED_TIME), WIDTH, HEIGHT);
    CurvePicture picture = layout.picture();

    assertThat(picture.labels())
        .extracting(Label::text)
        .contains(
            "Accuracy, %", "simulated time on the scenario's cluster, s", "target 90.0 %", "40");
    assertThat(picture.targets().get(0).fromY())
        .isEqualTo(layout.y(0.9))
        .isGreaterThan(layout.plot().y());
    assertThat(
            CurveLayout.of(sheet(LearnedFigure.TEST_LOSS, Across.MINI_BATCHES), WIDTH, HEIGHT)
                .picture())
        .satisfies(
            loss -> {
              assertThat(loss.targets()).isEmpty();
              assertThat(loss.labels())
                  .extracting(Label::text)
                  .contains("Test loss, nats", "mini-batches");
            });
  }

  @Test
  void the_point_under_the_mouse_is_found_within_reach() {
    CurveLayout layout =
        CurveLayout.of(sheet(LearnedFigure.ACCURACY, Across.SIMULATED_TIME), WIDTH, HEIGHT);
    MeanCurve.Point last = MeanCurve.of("a", seeds, LearnedFigure.ACCURACY).points().get(1);
    double x = layout.x(last);
    double y = layout.y(last.mean());

    assertThat(layout.nearest(x - 3, y + 4, 5)).contains(new Hit(0, 1));
    assertThat(layout.nearest(x - 3, y + 4.1, 5)).isEmpty();
  }

  @Test
  void a_line_has_its_colour_where_it_is_drawn_and_names_do_not_cover_it() {
    CurveSheet one = sheet(LearnedFigure.ACCURACY, Across.SIMULATED_TIME);
    String name = "interlocking:lookAhead=2".repeat(9);
    CurveSheet named =
        new CurveSheet(
            List.of(new Entry(name, 0, one.entries().get(0).curve())),
            one.figure(),
            one.across(),
            one.targets());
    CurvePicture picture = CurveLayout.withLegend(named, WIDTH, HEIGHT).picture(OptionalInt.of(0));
    double bottom = picture.plot().y() + picture.plot().height();
    Label legend = picture.labels().get(picture.labels().size() - 1);

    assertThat(picture.height()).isGreaterThan(HEIGHT);
    assertThat(picture.plot().height())
        .isEqualTo(CurveLayout.of(one, WIDTH, HEIGHT).plot().height(), within(1.0));
    assertThat(legend.text()).startsWith("interlocking").endsWith("\u2026");
    assertThat(legend.y()).isBetween(bottom + 38, picture.height() - 4.0);
    Drawn drawn = picture.curves().get(0);
    Pixels pixels = new Pixels(picture.width(), picture.height());
    CurvePainter.paint(picture, Palette.LIGHT, 1, pixels);
    int middle = (int) ((drawn.ys()[0] + drawn.ys()[1]) / 2);
    int across = (int) ((drawn.xs()[0] + drawn.xs()[1]) / 2);
    assertThat(pixels.argb()[middle * pixels.width() + across] & 0xFFFFFF)
        .isEqualTo(CurveStyle.of(0).lightRgb());
  }

  @Test
  void what_stands_out_lies_in_front_and_the_others_become_pale() {
    MeanCurve curve = MeanCurve.of("a", seeds, LearnedFigure.ACCURACY);
    List<Entry> entries =
        IntStream.range(0, 3).mapToObj(i -> new Entry("a" + i, i, curve)).toList();
    CurveSheet sheet =
        new CurveSheet(entries, LearnedFigure.ACCURACY, Across.SIMULATED_TIME, List.of());
    List<Drawn> drawn = CurveLayout.of(sheet, WIDTH, HEIGHT).picture(OptionalInt.of(1)).curves();

    assertThat(drawn).extracting(Drawn::number).containsExactly(0, 2, 1);
    assertThat(drawn.get(2).opacity()).isEqualTo(1);
    assertThat(drawn.get(0).opacity()).isLessThan(0.5);
  }

  @Test
  void every_curve_has_a_contrast_of_three_to_one_and_none_its_neighbours_dashes_without_colour() {
    for (Palette palette : List.of(Palette.LIGHT, Palette.DARK, Palette.HIGH_CONTRAST)) {
      for (int i = 0; i < CurveStyle.count(); i++) {
        CurveColour colour = CurveColour.of(i, palette);
        assertThat(SliceKind.contrast(colour.rgb(), palette.background()))
            .as("curve %d on %s", i, palette.ground())
            .isGreaterThanOrEqualTo(3);
      }
    }
    Palette hatched = Palette.LIGHT.withHatching(true);
    for (int i = 1; i < CurveStyle.count(); i++) {
      assertThat(CurveColour.of(i, hatched).dashes())
          .isNotEqualTo(CurveColour.of(i - 1, hatched).dashes());
    }
    assertThat(IntStream.range(0, CurveStyle.count()).mapToObj(i -> CurveColour.of(i, hatched)))
        .doesNotHaveDuplicates();
  }

  @Test
  void svg_and_png_are_written_by_their_names(@TempDir Path folder) throws IOException {
    CurvePicture picture =
        CurveLayout.withLegend(sheet(LearnedFigure.ACCURACY, Across.SIMULATED_TIME), WIDTH, HEIGHT)
            .picture();
    CurveFile.write(picture, Palette.DARK, folder.resolve("a.svg"));
    CurveFile.write(picture, Palette.DARK, folder.resolve("a.png"));
    StringWriter svg = new StringWriter();
    CurveSvg.write(picture, Palette.DARK, svg);

    assertThat(folder.resolve("a.svg")).hasContent(svg.toString());
    assertThat(svg.toString().split("<polyline", -1)).hasSize(3); // a curve and its sample
    assertThat(svg.toString().split("<polygon", -1)).hasSize(2);
    assertThat(svg.toString()).contains(">target 90.0 %</text>", ">a &amp; b</text>");
    assertThat(Files.readAllBytes(folder.resolve("a.png"))).startsWith(0x89, 'P', 'N', 'G');
  }

  private CurveSheet sheet(LearnedFigure figure, Across across) {
    Entry entry = new Entry("a & b", 0, MeanCurve.of("a", seeds, figure));
    return new CurveSheet(List.of(entry), figure, across, List.of(0.9));
  }

  private static OfSeed seed(long number, double... accuracies) {
    return new OfSeed(
        number,
        IntStream.range(0, accuracies.length)
            .mapToObj(
                i ->
                    new Look(
                        10 * (i + 1),
                        2000 * (i + 1),
                        OptionalDouble.of(1),
                        i == 0 ? OptionalDouble.of(0.9) : OptionalDouble.empty(),
                        accuracies[i],
                        Optional.empty()))
            .toList());
  }
}
