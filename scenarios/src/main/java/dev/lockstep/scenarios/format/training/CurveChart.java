package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.format.curve.FigureRange;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.RoundNumbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Curves of all strategies in one SVG drawing, the mean of the runs as a line over a band from the
 * least to the most. Its colours are classes of the page's style, so that they follow light and
 * dark.
 *
 * @param title above the drawing
 * @param across what the horizontal axis counts
 * @param curves of the strategies, in the order of their colours
 * @param x of a point, in the unit of the axis
 * @param scale what the figures are multiplied by
 * @param range what is drawn; what lies above is cut off
 */
record CurveChart(
    String title,
    String across,
    List<MeanCurve> curves,
    ToDoubleFunction<Point> x,
    double scale,
    FigureRange range) {

  private static final int WIDTH = 620;
  private static final int HEIGHT = 360;
  private static final int LEFT = 52;
  private static final int RIGHT = 16;
  private static final int UPPER = 34;
  private static final int LOWER = 44;
  private static final int TICKS = 6;

  CurveChart {
    curves = List.copyOf(curves);
  }

  /** The drawing. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, Html.escape(title)));
    svg.append(
        "<text class=\"title\" x=\"%d\" y=\"18\">%s</text>\n".formatted(LEFT, Html.escape(title)));
    axes(svg);
    svg.append("<svg x=\"%d\" y=\"%d\" ".formatted(LEFT, UPPER));
    svg.append("width=\"%d\" height=\"%d\">\n".formatted(innerWidth(), innerHeight()));
    for (int i = 0; i < curves.size(); i++) {
      curve(svg, i);
    }
    return svg.append("</svg>\n</svg>\n").toString();
  }

  private void axes(StringBuilder svg) {
    for (BigDecimal at :
        RoundNumbers.between(scale * range.low(), scale * range.high(), TICKS).numbers()) {
      double y = UPPER + down(at.doubleValue() / scale);
      line(svg, LEFT, y, LEFT + (double) innerWidth(), y);
      label(svg, "end", LEFT - 6.0, y + 4, RoundNumbers.text(at));
    }
    for (BigDecimal at : RoundNumbers.between(0, farthest(), TICKS).numbers()) {
      double place = LEFT + right(at.doubleValue());
      line(svg, place, UPPER, place, UPPER + (double) innerHeight());
      label(svg, "middle", place, UPPER + innerHeight() + 16.0, RoundNumbers.text(at));
    }
    label(svg, "middle", LEFT + innerWidth() / 2.0, HEIGHT - 8.0, across);
  }

  private void curve(StringBuilder svg, int number) {
    List<Point> points = curves.get(number).points();
    if (points.isEmpty()) {
      return;
    }
    svg.append("<g class=\"%s\">".formatted(CurveCss.name(number)));
    svg.append("<title>%s</title>\n".formatted(Html.escape(curves.get(number).strategy())));
    if (points.stream().anyMatch(point -> point.most() > point.least())) {
      Stream<String> there = points.stream().map(point -> at(point, point.most()));
      Stream<String> back =
          Stream.iterate(points.size() - 1, i -> i >= 0, i -> i - 1)
              .map(points::get)
              .map(point -> at(point, point.least()));
      svg.append("<polygon points=\"%s\"/>\n".formatted(joined(Stream.concat(there, back))));
    }
    String mean = joined(points.stream().map(point -> at(point, point.mean())));
    svg.append("<polyline points=\"%s\"/></g>\n".formatted(mean));
  }

  private String at(Point point, double figure) {
    return number(right(x.applyAsDouble(point))) + "," + number(down(figure));
  }

  private static String joined(Stream<String> points) {
    return points.collect(Collectors.joining(" "));
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        "<path class=\"grid\" d=\"M%s %sL%s %s\"/>\n"
            .formatted(number(x1), number(y1), number(x2), number(y2)));
  }

  private static void label(StringBuilder svg, String anchor, double x, double y, String text) {
    svg.append(
        "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(anchor, number(x), number(y), Html.escape(text)));
  }

  private double right(double position) {
    return position / farthest() * innerWidth();
  }

  private double down(double figure) {
    return (range.high() - figure) / (range.high() - range.low()) * innerHeight();
  }

  private double farthest() {
    return Math.max(
        1e-9,
        curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(x).max().orElse(1));
  }

  private static int innerWidth() {
    return WIDTH - LEFT - RIGHT;
  }

  private static int innerHeight() {
    return HEIGHT - UPPER - LOWER;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
