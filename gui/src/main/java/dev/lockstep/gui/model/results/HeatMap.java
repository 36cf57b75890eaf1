package dev.lockstep.gui.model.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * A figure over two columns.
 *
 * @param across cells of the column across, in order
 * @param up cells of the column up, from the bottom
 * @param cells those in which there are rows
 */
public record HeatMap(List<String> across, List<String> up, List<Cell> cells) {

  /** Copies the lists. */
  public HeatMap {
    across = List.copyOf(across);
    up = List.copyOf(up);
    cells = List.copyOf(cells);
  }

  /** What is shown of the rows that share a cell. */
  public enum Of {
    /** The least figure. */
    LEAST,
    /** The mean of all. */
    MEAN,
    /** The greatest figure. */
    MOST;

    private double of(List<Value> values) {
      DoubleStream figures = values.stream().mapToDouble(Value::figure);
      return switch (this) {
        case LEAST -> figures.min().orElseThrow();
        case MEAN -> figures.sum() / values.size();
        case MOST -> figures.max().orElseThrow();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Rows that have the same cell in both columns.
   *
   * @param across index of what they have across
   * @param up index of what they have up
   * @param figure of all of them
   * @param rows their indices, the one whose own figure is nearest to that of all first
   */
  public record Cell(int across, int up, double figure, List<Integer> rows) {

    /** Copies the list. */
    public Cell {
      rows = List.copyOf(rows);
    }

    private static Cell of(Place place, List<Value> values, Of what) {
      double figure = what.of(values);
      List<Integer> rows =
          values.stream()
              .sorted(Comparator.comparingDouble(value -> Math.abs(value.figure() - figure)))
              .map(Value::row)
              .toList();
      return new Cell(place.across(), place.up(), figure, rows);
    }
  }

  private record Value(int row, double figure) {}

  private record Place(int across, int up) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return across == other.across
          ? Integer.compare(up, other.up)
          : Integer.compare(across, other.across);
    }
  }

  /**
   * The map of some rows.
   *
   * @param rows indices of them; those without the figure are left out
   */
  public static HeatMap of(List<Integer> rows, Column across, Column up, Column figure, Of what) {
    List<Integer> columns = places(rows, across);
    List<Integer> lines = places(rows, up);
    Map<Place, List<Value>> found = new TreeMap<>();
    for (int row : rows) {
      if (!Double.isNaN(figure.number(row))) {
        Place place =
            new Place(
                Collections.binarySearch(columns, across.place(row)),
                Collections.binarySearch(lines, up.place(row)));
        found
            .computeIfAbsent(place, any -> new ArrayList<>())
            .add(new Value(row, figure.number(row)));
      }
    }
    List<Cell> cells = new ArrayList<>();
    found.forEach((place, values) -> cells.add(Cell.of(place, values, what)));
    return new HeatMap(
        columns.stream().map(across::at).toList(), lines.stream().map(up::at).toList(), cells);
  }

  /** Where the cells of rows stand in their column, from the first on. */
  private static List<Integer> places(List<Integer> rows, Column column) {
    return rows.stream().map(column::place).distinct().sorted().toList();
  }

  /** The least figure of all cells; 0 if there are none. */
  public double least() {
    return cells.stream().mapToDouble(Cell::figure).min().orElse(0);
  }

  /** The greatest figure of all cells; 0 if there are none. */
  public double most() {
    return cells.stream().mapToDouble(Cell::figure).max().orElse(0);
  }
}
