package dev.lockstep.scenarios.study;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A direction in which the scenario changes.
 *
 * @param columns of the results that it fills
 * @param points its places, in order
 * @param between its place at a share of the way, from 0 to below 1; of a list the place whose part
 *     that is
 */
public record Axis(List<String> columns, List<Point> points, DoubleFunction<Point> between) {

  /** Copies the lists. */
  public Axis {
    columns = List.copyOf(columns);
    points = List.copyOf(points);
  }

  /** A list of places. */
  static Axis of(List<String> columns, List<Point> points) {
    return new Axis(columns, points, share -> points.get((int) (share * points.size())));
  }

  /** Numbers of a range. */
  static Axis of(String column, String pointer, Range range, List<Point> points) {
    return new Axis(List.of(column), points, share -> Point.of(column, pointer, range.at(share)));
  }
}
