package dev.lockstep.scenarios.report.curves;

import static dev.lockstep.scenarios.report.paint.SvgElements.colour;
import static dev.lockstep.scenarios.report.paint.SvgElements.number;

import dev.lockstep.scenarios.report.curves.CurvePicture.Drawn;
import dev.lockstep.scenarios.report.curves.CurvePicture.Rule;
import dev.lockstep.scenarios.report.paint.SvgElements;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Panel;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/** Writes curves as SVG: text, the same bytes each time. */
public final class CurveSvg {

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
      <style>
      text{font-family:"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;fill:%3$s}
      .start{text-anchor:start}.middle{text-anchor:middle}.end{text-anchor:end}
      .muted{fill:%4$s}.alert{fill:%5$s}.bold{font-weight:bold}
      .grid{stroke:%6$s;fill:none}.target{stroke:%5$s;stroke-width:1.4;stroke-dasharray:5 4}
      polyline{fill:none;stroke-linejoin:round}
      </style>
      <rect width="%1$d" height="%2$d" fill="%7$s"/>
      """;

  private final CurvePicture picture;
  private final Palette palette;
  private final Writer out;

  private CurveSvg(CurvePicture picture, Palette palette, Writer out) {
    this.picture = picture;
    this.palette = palette;
    this.out = out;
  }

  /** Writes a picture and leaves the writer open. */
  public static void write(CurvePicture picture, Palette palette, Writer out) throws IOException {
    new CurveSvg(picture, palette, out).write();
    out.flush();
  }

  private void write() throws IOException {
    out.write(
        HEAD.formatted(
            picture.width(),
            picture.height(),
            colour(palette.text(Tone.DARK)),
            colour(palette.text(Tone.MUTED)),
            colour(palette.text(Tone.ALERT)),
            colour(palette.grid()),
            colour(palette.background())));
    Panel plot = picture.plot();
    out.write(
        "<clipPath id=\"plot\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n"
            .formatted(
                number(plot.x()), number(plot.y()), number(plot.width()), number(plot.height())));
    rules(picture.rules(), "grid");
    out.write("<g clip-path=\"url(#plot)\">\n");
    for (Drawn curve : picture.curves()) {
      if (curve.hasBand()) {
        band(curve);
      }
    }
    rules(picture.targets(), "target");
    for (Drawn curve : picture.curves()) {
      line(curve);
    }
    out.write("</g>\n");
    for (Drawn sample : picture.samples()) {
      line(sample);
    }
    new SvgElements(palette, out).labels(picture.labels());
    out.write("</svg>\n");
  }

  private void rules(List<Rule> rules, String style) throws IOException {
    for (Rule rule : rules) {
      out.write(
          "<path class=\"%s\" d=\"M%s %sL%s %s\"/>\n"
              .formatted(
                  style,
                  number(rule.fromX()),
                  number(rule.fromY()),
                  number(rule.toX()),
                  number(rule.toY())));
    }
  }

  private void band(Drawn curve) throws IOException {
    StringBuilder points = new StringBuilder();
    int count = curve.xs().length;
    for (int i = 0; i < count; i++) {
      add(points, curve.xs()[i], curve.uppers()[i]);
    }
    for (int i = count - 1; i >= 0; i--) {
      add(points, curve.xs()[i], curve.lowers()[i]);
    }
    out.write(
        "<polygon fill=\"%s\" fill-opacity=\"%s\" points=\"%s\"/>\n"
            .formatted(
                colour(CurveColour.of(curve.number(), palette).rgb()),
                number(curve.bandOpacity()),
                points.toString().strip()));
  }

  private void line(Drawn curve) throws IOException {
    CurveColour colour = CurveColour.of(curve.number(), palette);
    if (curve.xs().length == 1) {
      out.write(
          "<circle fill=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3\"/>\n"
              .formatted(colour(colour.rgb()), number(curve.xs()[0]), number(curve.ys()[0])));
      return;
    }
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < curve.xs().length; i++) {
      add(points, curve.xs()[i], curve.ys()[i]);
    }
    String dashes =
        colour.dashes().isEmpty()
            ? ""
            : " stroke-dasharray=\"%s\""
                .formatted(
                    colour.dashes().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    out.write(
        "<polyline stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\"%s points=\"%s\"/>\n"
            .formatted(
                colour(colour.rgb()),
                number(curve.thickness()),
                number(curve.opacity()),
                dashes,
                points.toString().strip()));
  }

  private static void add(StringBuilder points, double x, double y) {
    points.append(number(x)).append(',').append(number(y)).append(' ');
  }
}
