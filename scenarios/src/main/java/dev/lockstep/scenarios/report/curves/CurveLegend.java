package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.report.curves.CurvePicture.Drawn;
import dev.lockstep.scenarios.report.curves.CurveSheet.Entry;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.util.List;

/** A legend below curves, in columns; names that are too long are cut. */
final class CurveLegend {

  private static final double COLUMN = 230;
  private static final double ROW = 19;
  private static final double SIDE = 12;
  private static final double SAMPLE = 28;
  private static final double CHARACTER = 6.2;

  private final CurveSheet sheet;
  private final int columns;
  private final double columnWidth;
  private final double top;

  CurveLegend(CurveSheet sheet, int width, double top) {
    this.sheet = sheet;
    this.columns = columns(width);
    this.columnWidth = (width - 2 * SIDE) / columns;
    this.top = top;
  }

  private static int columns(int width) {
    return (int) Math.max(1, (width - 2 * SIDE) / COLUMN);
  }

  static double height(int entries, int width) {
    return ROW * Math.ceil((double) entries / columns(width)) + SIDE;
  }

  void add(List<Drawn> samples, List<Label> labels) {
    for (int i = 0; i < sheet.entries().size(); i++) {
      Entry entry = sheet.entries().get(i);
      double x = SIDE + columnWidth * (i % columns);
      double y = top + ROW * (i / columns) + ROW / 2;
      double[] ys = {y, y};
      samples.add(new Drawn(entry.number(), 2, 1, 0, new double[] {x, x + SAMPLE}, ys, ys, ys));
      labels.add(
          CurveLayout.label(x + SAMPLE + 8, y + 4, cut(entry.name()), Anchor.START, Tone.DARK));
    }
  }

  private String cut(String name) {
    int most = (int) ((columnWidth - SAMPLE - 20) / CHARACTER);
    return name.length() <= most ? name : name.substring(0, most - 1) + "\u2026";
  }
}
