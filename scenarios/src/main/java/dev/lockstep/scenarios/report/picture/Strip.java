package dev.lockstep.scenarios.report.picture;

import dev.lockstep.scenarios.report.window.SliceKind;
import java.util.List;

/**
 * Many narrow slices of a lane, drawn as shares: each column is filled from below, kind by kind, in
 * proportion to the time that the kind takes in the column. What stays empty above is idle.
 * Immutable.
 *
 * <p>Columns lie on a grid of whole pixels; the first and the last one may be narrower, because a
 * strip starts and ends exactly where its slices do.
 */
public final class Strip {

  private final double left;
  private final double top;
  private final double width;
  private final double height;
  private final int columnPixels;
  private final List<SliceKind> kinds;
  private final double[][] shares;

  /** The arrays are handed over: for each kind, its share of every column, 0 to 1. */
  Strip(
      double left,
      double top,
      double width,
      double height,
      int columnPixels,
      List<SliceKind> kinds,
      double[][] shares) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.columnPixels = columnPixels;
    this.kinds = List.copyOf(kinds);
    this.shares = shares;
  }

  /** Number of columns of a strip from {@code left} to {@code left + width}. */
  static int columns(double left, double width, int columnPixels) {
    double first = Math.floor(left / columnPixels);
    double end = Math.ceil((left + width) / columnPixels);
    return Math.max(1, (int) (end - first));
  }

  /** Number of columns. */
  public int columns() {
    return columns(left, width, columnPixels);
  }

  /** Left edge of a column; that of column {@code columns()} is the strip's right edge. */
  public double edge(int column) {
    double grid = (Math.floor(left / columnPixels) + column) * columnPixels;
    return Math.min(left + width, Math.max(left, grid));
  }

  /** Upper edge. */
  public double top() {
    return top;
  }

  /** Height; a share of 1 fills it. */
  public double height() {
    return height;
  }

  /** The kinds in it, from the lowest up. */
  public List<SliceKind> kinds() {
    return kinds;
  }

  /** Share of a column's time that the {@code index}-th kind takes. */
  public double share(int index, int column) {
    return shares[index][column];
  }

  /** Share of a column's time that the kinds up to the {@code index}-th take together. */
  public double stackedShare(int index, int column) {
    double sum = 0;
    for (int kind = 0; kind <= index; kind++) {
      sum += shares[kind][column];
    }
    return Math.min(1, sum);
  }
}
