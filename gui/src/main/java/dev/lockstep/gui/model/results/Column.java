package dev.lockstep.gui.model.results;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A column of results. */
public final class Column {

  private static final Set<String> NO_FIGURES = Set.of("row", "refused");

  private final String name;
  private final List<Value> values;
  private final int[] places;
  private final boolean numeric;
  private final double most;

  /** A cell that one or more rows have. Its number is none if it is a text, or empty. */
  private record Value(String text, double number) {
    static Value of(String cell) {
      return new Value(cell, CellText.number(cell).orElse(Double.NaN));
    }
  }

  Column(String name, List<String> cells) {
    this.name = name;
    // Numbers by their size, what is none behind them.
    this.values =
        new HashSet<>(cells)
            .stream()
                .map(Value::of)
                .sorted(Comparator.comparingDouble(Value::number).thenComparing(Value::text))
                .toList();
    Map<String, Integer> placeOf = new HashMap<>();
    values.forEach(value -> placeOf.put(value.text(), placeOf.size()));
    this.places = cells.stream().mapToInt(placeOf::get).toArray();
    this.numeric =
        values.stream().anyMatch(value -> !value.text().isEmpty())
            && values.stream()
                .allMatch(value -> value.text().isEmpty() || !Double.isNaN(value.number()));
    this.most =
        values.stream()
            .mapToDouble(Value::number)
            .filter(number -> numeric && !Double.isNaN(number))
            .max()
            .orElse(Double.NaN);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What it says of a row. */
  public String cell(int row) {
    return values.get(places[row]).text();
  }

  /** Its number of a row; no number if the cell is empty, or the column is not numeric. */
  public double number(int row) {
    return numeric ? values.get(places[row]).number() : Double.NaN;
  }

  /** Where the cell of a row stands among all different ones: numbers by their size, then texts. */
  public int place(int row) {
    return places[row];
  }

  /** The cell at a place. */
  public String at(int place) {
    return values.get(place).text();
  }

  /** How many different cells there are. */
  public int distinct() {
    return values.size();
  }

  /** The least number; no number if there is none. */
  double least() {
    return numeric ? values.get(0).number() : Double.NaN;
  }

  /** The greatest number; no number if there is none. */
  double most() {
    return most;
  }

  /** Whether each cell is a number or empty. */
  public boolean isNumeric() {
    return numeric;
  }

  /** Whether it says something that differs between rows; their number and refusal do not count. */
  public boolean isVaried() {
    return values.size() > 1 && !NO_FIGURES.contains(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
