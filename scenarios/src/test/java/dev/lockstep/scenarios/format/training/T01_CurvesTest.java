package dev.lockstep.scenarios.format.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.format.curve.FigureRange;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.RoundNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curves as characters and as drawings. */
class T01_CurvesTest {

  @Test
  void characters_are_as_high_as_the_share_between_the_least_and_the_most_of_all() {
    MeanCurve low = curve("low", 0.0, 0.25, 0.5);
    MeanCurve high = curve("high", 0.5, 0.75, 1.0);
    Sparkline scale = new Sparkline(List.of(low, high));

    assertThat(scale.of(low)).isEqualTo("\u2581\u2583\u2585");
    assertThat(scale.of(high)).isEqualTo("\u2585\u2586\u2588");
  }

  @Test
  void a_flat_curve_is_low() {
    MeanCurve flat = curve("flat", 0.5, 0.5);

    assertThat(new Sparkline(List.of(flat)).of(flat)).isEqualTo("\u2581\u2581");
  }

  @Test
  void many_looks_are_thinned_and_the_last_stays() {
    double[] figures = new double[100];
    figures[99] = 1;
    MeanCurve curve = curve("many", figures);

    assertThat(new Sparkline(List.of(curve)).of(curve)).hasSize(20).endsWith("\u2581\u2588");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0    | 100  | 6 | 0 20 40 60 80 100
          0    | 150  | 6 | 0 50 100 150
          0.57 | 1.15 | 6 | 0.6 0.7 0.8 0.9 1 1.1
          0    | 3e-4 | 3 | 0 0.0001 0.0002 0.0003
          """)
  void ticks_are_round(double from, double to, int most, String ticks) {
    assertThat(
            RoundNumbers.between(from, to, most).numbers().stream()
                .map(RoundNumbers::text)
                .collect(Collectors.joining(" ")))
        .isEqualTo(ticks);
  }

  @Test
  void a_drawing_has_a_line_for_the_mean_and_a_band_where_runs_differ() {
    MeanCurve one = curve("a < b", 0.25, 0.5);
    MeanCurve several = new MeanCurve("c", List.of(new Point(10, 1, 0.5, 0.25, 0.75)));

    String svg =
        new CurveChart(
                "t", "x", List.of(one, several), Point::iterations, 100, new FigureRange(0.2, 0.75))
            .svg();

    assertThat(svg.split("<polyline", -1)).hasSize(3);
    assertThat(svg.split("<polygon", -1)).hasSize(2);
    assertThat(svg).contains("<title>a &lt; b</title>");
  }

  private static MeanCurve curve(String name, double... figures) {
    List<Point> points = new ArrayList<>();
    for (double figure : figures) {
      points.add(new Point(10 * (points.size() + 1), points.size() + 1.0, figure, figure, figure));
    }
    return new MeanCurve(name, points);
  }
}
