package dev.lockstep.scenarios.report.paint;

import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Line;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Lines and text as SVG, and how numbers, colours and words are written in it. */
public final class SvgElements {

  private final Palette palette;
  private final Writer out;

  /** Writes in the colours of a palette. */
  public SvgElements(Palette palette, Writer out) {
    this.palette = palette;
    this.out = out;
  }

  void lines(List<Line> lines, String style) throws IOException {
    for (Line line : lines) {
      // Half a pixel on, so that a line one pixel wide fills a column of pixels instead of half of
      // two.
      double x = Math.floor(line.x()) + 0.5;
      out.write(
          "<path class=\"%s\" d=\"M%s %sV%s\"/>\n"
              .formatted(style, number(x), number(line.fromY()), number(line.toY())));
    }
  }

  /** Writes text. */
  public void labels(List<Label> labels) throws IOException {
    String open = "";
    for (Label label : labels) {
      String group =
          "<g class=\"%s\" font-size=\"%s\">\n"
              .formatted(label.anchor().name().toLowerCase(Locale.ROOT), number(label.size()));
      if (!group.equals(open)) {
        out.write(open.isEmpty() ? group : "</g>\n" + group);
        open = group;
      }
      out.write(
          "<text%s x=\"%s\" y=\"%s\">%s</text>\n"
              .formatted(
                  isUsual(label.tone())
                      ? ""
                      : " class=\"" + label.tone().name().toLowerCase(Locale.ROOT) + "\"",
                  number(label.x()),
                  number(label.y()),
                  escape(label.text())));
    }
    out.write(open.isEmpty() ? "" : "</g>\n");
  }

  private boolean isUsual(Tone tone) {
    return tone != Tone.BOLD && palette.text(tone) == palette.text(Tone.DARK);
  }

  /** A colour. */
  public static String colour(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  /** Hundredths of a pixel are more than a screen shows. */
  public static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Escapes what is markup, and replaces what XML 1.0 does not allow at all. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                  boolean allowed =
                      c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c < 0xE000);
                  escaped.appendCodePoint(allowed ? c : '?');
                }
              }
            });
    return escaped.toString();
  }
}
