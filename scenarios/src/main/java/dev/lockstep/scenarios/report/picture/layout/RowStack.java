package dev.lockstep.scenarios.report.picture.layout;

import dev.lockstep.scenarios.report.window.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows one below the other: devices set apart, links and collectives as thin rows below their
 * device.
 */
final class RowStack {

  private static final double LINK_SHARE = 0.28;
  private static final double ROOMY = 14;

  private final double laneHeight;
  private final List<Place> places = new ArrayList<>();
  private double bottom;

  /** Where a row is. */
  record Place(Row row, double top, double height) {

    double middle() {
      return top + height / 2;
    }
  }

  /**
   * Stacks rows from {@code top} down.
   *
   * @param laneHeight height of a compute stream
   */
  RowStack(List<Row> rows, double top, double laneHeight) {
    this.laneHeight = laneHeight;
    this.bottom = top;
    double gap = laneHeight >= ROOMY ? Math.round(0.25 * laneHeight) : 1;
    int first = 0;
    while (first < rows.size()) {
      int end = endOfLane(rows, first);
      addLane(rows.subList(first, end));
      if (end == rows.size() || rows.get(end).device() != rows.get(first).device()) {
        bottom += gap;
      }
      first = end;
    }
  }

  List<Place> places() {
    return places;
  }

  /** Where the stack ends. */
  double bottom() {
    return bottom;
  }

  private static int endOfLane(List<Row> rows, int first) {
    int end = first + 1;
    while (end < rows.size() && rows.get(end).name().isEmpty()) {
      end++;
    }
    return end;
  }

  private void addLane(List<Row> rows) {
    double thin = Math.max(2, Math.round(LINK_SHARE * laneHeight));
    double height = Math.max(1, (rows.get(0).isCompute() ? laneHeight : thin) / rows.size());
    for (Row row : rows) {
      places.add(new Place(row, bottom, height));
      bottom += height;
    }
    bottom += laneHeight >= ROOMY ? 2 : 0;
  }
}
