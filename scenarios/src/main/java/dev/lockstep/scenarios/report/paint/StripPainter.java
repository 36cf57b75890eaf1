package dev.lockstep.scenarios.report.paint;

import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.Strip;

/**
 * Paints the columns of a strip with whole pixels. A kind's first pixel comes at once, however
 * little its share; what that is too much is taken from the columns behind it, so that over a row
 * the pixels of a kind are never more than one off its share of time.
 */
final class StripPainter {

  private final Pixels pixels;
  private final Palette palette;

  StripPainter(Pixels pixels, Palette palette) {
    this.pixels = pixels;
    this.palette = palette;
  }

  void paint(Strip strip, double scale) {
    int top = (int) Math.round(scale * strip.top());
    int bottom = Math.max(top + 1, (int) Math.round(scale * (strip.top() + strip.height())));
    int[] colours = strip.kinds().stream().mapToInt(palette::kind).toArray();
    double[] owed = new double[colours.length];
    int[] counts = new int[colours.length];
    for (int column = 0; column < strip.columns(); column++) {
      int left = (int) Math.round(scale * strip.edge(column));
      int right = (int) Math.round(scale * strip.edge(column + 1));
      if (right > left) {
        share(strip, column, bottom - top, owed, counts);
        stack(left, right, bottom, colours, counts);
      }
    }
  }

  /** How many pixels of a column each kind gets, {@code height} at most in all. */
  private static void share(Strip strip, int column, int height, double[] owed, int[] counts) {
    int left = height;
    for (int kind = 0; kind < counts.length; kind++) {
      double share = strip.share(kind, column);
      counts[kind] = 0;
      if (share > 0) {
        owed[kind] += share * height;
        counts[kind] = Math.max(0, Math.min(left, (int) Math.ceil(owed[kind] - 1e-9)));
        owed[kind] -= counts[kind];
        left -= counts[kind];
      }
    }
  }

  private void stack(int left, int right, int bottom, int[] colours, int[] counts) {
    int y = bottom;
    for (int kind = 0; kind < counts.length; kind++) {
      if (counts[kind] > 0) {
        pixels.fill(left, y - counts[kind], right, y, colours[kind]);
        y -= counts[kind];
      }
    }
  }
}
