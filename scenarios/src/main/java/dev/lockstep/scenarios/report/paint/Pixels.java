package dev.lockstep.scenarios.report.paint;

import dev.lockstep.scenarios.report.picture.Hatch;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A surface of opaque pixels. Rectangles whose sides lie between two pixels colour the outer pixels
 * in proportion to what they cover of them.
 */
public final class Pixels {

  /** The alpha of all pixels. */
  static final int OPAQUE = 0xFF000000;

  private final int width;
  private final int height;
  private final BufferedImage image;
  private final int[] argb;

  /** A surface that is black at first. */
  public Pixels(int width, int height) {
    this.width = width;
    this.height = height;
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    this.argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /**
   * The pixels themselves, row by row: alpha, red, green and blue, eight bits each. What is written
   * here is seen.
   */
  public int[] argb() {
    return argb;
  }

  /** The same pixels for Java2D. */
  BufferedImage image() {
    return image;
  }

  /** Draws on the same pixels with Java2D; to be disposed of. */
  public Graphics2D graphics() {
    return image.createGraphics();
  }

  /** Whole pixels from {@code left} and {@code top} to, but without, {@code right} and bottom. */
  public void fill(int left, int top, int right, int bottom, int rgb) {
    int from = Math.max(0, left);
    int to = Math.min(width, right);
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      if (from < to) {
        Arrays.fill(argb, y * width + from, y * width + to, OPAQUE | rgb);
      }
    }
  }

  /** Draws lines over those pixels of a rectangle that have a colour, and leaves the others. */
  void hatch(int left, int top, int right, int bottom, int rgb, int ink, Hatch hatch, int scale) {
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
        if (argb[y * width + x] == (OPAQUE | rgb) && hatch.inks(x, y, scale)) {
          argb[y * width + x] = OPAQUE | ink;
        }
      }
    }
  }

  /** All of another surface, its left edge on the left edge of this one, as far as it fits. */
  void copy(Pixels from, int top) {
    for (int row = Math.max(0, -top); row < Math.min(from.height, height - top); row++) {
      int count = Math.min(width, from.width);
      System.arraycopy(from.argb, row * from.width, argb, (top + row) * width, count);
    }
  }

  /** Pixels given column by column; where one is 0, what is there stays. */
  void copyColumns(int[] columns, int left, int top, int columnCount, int rowCount) {
    int from = Math.max(0, -left);
    int to = Math.min(columnCount, width - left);
    for (int row = Math.max(0, -top); row < Math.min(rowCount, height - top); row++) {
      int target = (top + row) * width + left;
      for (int column = from; column < to; column++) {
        int colour = columns[column * rowCount + row];
        if (colour != 0) {
          argb[target + column] = colour;
        }
      }
    }
  }

  /**
   * A rectangle that lies on a surface of one colour: what several of them cover of a pixel adds
   * up, in whatever order they come.
   *
   * @param under the colour of that surface
   * @param shared columns that something else has a share of: there, what a side covers is filled
   *     from above, as far as the surface is still free
   */
  void fill(
      double x,
      double y,
      double rectangleWidth,
      double rectangleHeight,
      int rgb,
      int under,
      BitSet shared) {
    int top = (int) Math.round(y);
    int bottom = Math.max(top + 1, (int) Math.round(y + rectangleHeight));
    double end = x + rectangleWidth;
    int first = (int) Math.ceil(x);
    int last = (int) Math.floor(end);
    if (first > last) {
      side(first - 1, top, bottom, rgb, under, rectangleWidth, shared);
      return;
    }
    side(first - 1, top, bottom, rgb, under, first - x, shared);
    fill(first, top, last, bottom, rgb);
    side(last, top, bottom, rgb, under, end - last, shared);
  }

  private void side(int x, int top, int bottom, int rgb, int under, double share, BitSet shared) {
    if (share <= 0 || x < 0 || x >= width) {
      return;
    }
    if (shared.get(x)) {
      stack(x, top, bottom, rgb, under, (int) Math.round(share * (bottom - top)));
    } else {
      cover(x, top, bottom, rgb, under, share);
    }
  }

  private void stack(int x, int top, int bottom, int rgb, int under, int count) {
    int free = count;
    for (int y = Math.max(0, top); y < Math.min(height, bottom) && free > 0; y++) {
      if (argb[y * width + x] == (OPAQUE | under)) {
        argb[y * width + x] = OPAQUE | rgb;
        free--;
      }
    }
  }

  private void cover(int x, int top, int bottom, int rgb, int under, double share) {
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      int old = argb[y * width + x];
      int red = channel(old, rgb, under, 16, share);
      int green = channel(old, rgb, under, 8, share);
      int blue = channel(old, rgb, under, 0, share);
      argb[y * width + x] = OPAQUE | red << 16 | green << 8 | blue;
    }
  }

  private static int channel(int old, int rgb, int under, int shift, double share) {
    int before = old >> shift & 0xFF;
    double more = share * ((rgb >> shift & 0xFF) - (under >> shift & 0xFF));
    return (int) Math.max(0, Math.min(255, Math.round(before + more)));
  }
}
