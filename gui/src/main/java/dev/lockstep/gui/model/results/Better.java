package dev.lockstep.gui.model.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which of two figures is better where. */
public enum Better {
  /** Such as time and memory. */
  LESS_OF_BOTH("less of both", 1, 1),
  /** Such as time and utilisation. */
  LESS_ACROSS_MORE_UP("less across, more up", 1, -1),
  /** Such as throughput and money. */
  MORE_ACROSS_LESS_UP("more across, less up", -1, 1),
  /** Such as throughput and utilisation. */
  MORE_OF_BOTH("more of both", -1, -1);

  private final String label;
  private final int across;
  private final int up;

  Better(String label, int across, int up) {
    this.label = label;
    this.across = across;
    this.up = up;
  }

  /** What it is called. */
  public String label() {
    return label;
  }

  /**
   * Points that no other beats in one figure without losing in the other, from the best across to
   * the best up; of points in the same place the first.
   */
  public List<Point> front(List<Point> points) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparingDouble((Point point) -> across * point.x())
            .thenComparingDouble(point -> up * point.y()));
    List<Point> front = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (Point point : sorted) {
      if (up * point.y() < best) {
        best = up * point.y();
        front.add(point);
      }
    }
    return front;
  }

  @Override
  public String toString() {
    return label;
  }
}
