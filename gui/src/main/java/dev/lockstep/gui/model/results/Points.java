package dev.lockstep.gui.model.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows as points, with those that are best.
 *
 * @param across the figure across
 * @param up the figure up
 * @param all points of rows that have both, in the order of the rows
 * @param front those that no other beats, from the best across to the best up
 * @param groups what they are coloured by
 */
public record Points(
    Column across, Column up, List<Point> all, List<Point> front, PointGroups groups) {

  /** Copies the lists. */
  public Points {
    all = List.copyOf(all);
    front = List.copyOf(front);
  }

  /**
   * Points of rows.
   *
   * @param rows indices of them; those without both figures are left out
   * @param colour what they are coloured by
   * @param better which of two figures is better
   */
  public static Points of(
      List<Integer> rows, Column across, Column up, Optional<Column> colour, Better better) {
    List<Point> all = new ArrayList<>();
    for (int row : rows) {
      double x = across.number(row);
      double y = up.number(row);
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        all.add(new Point(row, x, y));
      }
    }
    return new Points(across, up, all, better.front(all), new PointGroups(colour));
  }
}
