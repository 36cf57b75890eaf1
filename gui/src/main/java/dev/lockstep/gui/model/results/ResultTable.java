package dev.lockstep.gui.model.results;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.scenarios.study.store.StoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Results by columns, and what is shown of them unless someone chooses otherwise. */
public final class ResultTable {

  /** More do not fit beside an axis. */
  private static final int MOST_ON_AN_AXIS = 200;

  private static final List<String> TIMES = List.of("iterationTimeMs", "makespanMs");
  private static final List<String> OTHERS =
      List.of("peakMemoryBytes", "costUsd", "bubbleFraction");

  private final StudyResults results;
  private final List<Column> columns;
  private final Optional<Column> refusals;

  /** The table of these results. */
  public ResultTable(StudyResults results) {
    this.results = results;
    StoredRows stored = results.stored();
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < stored.columns().size(); i++) {
      int index = i;
      List<String> cells = stored.rows().stream().map(row -> row.get(index)).toList();
      all.add(new Column(stored.columns().get(i), cells));
    }
    this.columns = List.copyOf(all);
    this.refusals = columns.stream().filter(column -> column.name().equals("refused")).findFirst();
  }

  /** Where they come from. */
  public StudyResults results() {
    return results;
  }

  /** All columns, in the order of the file. */
  public List<Column> columns() {
    return columns;
  }

  /** How many rows are held. */
  public int size() {
    return results.stored().rows().size();
  }

  /** What is said of all rows together. */
  public String lead() {
    long all = results.stored().all();
    long refused = IntStream.range(0, size()).filter(row -> refusal(row).isPresent()).count();
    String part =
        size() < all
            ? ", of which every %dth is shown".formatted(Math.round(1.0 * all / size()))
            : "";
    return "%,d rows%s, %,d refused".formatted(all, part, refused);
  }

  /** Why a row has no figures; nothing if it has. */
  public Optional<String> refusal(int row) {
    return refusals.map(column -> column.cell(row)).filter(why -> !why.isEmpty());
  }

  /** The number of a row in its study. */
  public String number(int row) {
    return columns.get(0).cell(row);
  }

  /** Columns that differ between rows. */
  public List<Column> varied() {
    return some(Column::isVaried);
  }

  /** Columns of numbers that differ between rows. */
  public List<Column> figures() {
    return some(column -> column.isVaried() && column.isNumeric());
  }

  /** Columns that can be an axis of a heat map. */
  public List<Column> few() {
    return some(column -> column.isVaried() && column.distinct() <= MOST_ON_AN_AXIS);
  }

  private List<Column> some(Predicate<Column> wanted) {
    return columns.stream().filter(wanted).toList();
  }

  /** What points begin with across, and heat maps are of: a time. */
  public Optional<Column> usualAcross() {
    return preferred(figures(), TIMES);
  }

  /** What points begin with up: memory, money. */
  public Optional<Column> usualUp() {
    List<Column> rest =
        figures().stream().filter(column -> !usualAcross().equals(Optional.of(column))).toList();
    return preferred(rest, OTHERS);
  }

  /** What points are coloured by at first: a column of words. */
  public Optional<Column> usualColour() {
    return varied().stream().filter(column -> !column.isNumeric()).findFirst();
  }

  private static Optional<Column> preferred(List<Column> all, List<String> order) {
    Stream<Column> named =
        order.stream().flatMap(name -> all.stream().filter(column -> column.name().equals(name)));
    return named.findFirst().or(() -> all.stream().findFirst());
  }

  /** All that is known of a row. */
  public Card card(int row) {
    List<Card.Line> lines =
        columns.stream()
            .skip(1)
            .filter(column -> !column.cell(row).isEmpty())
            .map(column -> new Card.Line(column.name(), CellText.brief(column.cell(row))))
            .toList();
    return new Card("Row " + number(row), lines);
  }

  /** A row in one line: its number and where it differs from others. */
  public String line(int row) {
    List<String> cells =
        columns.stream()
            .filter(column -> column.isVaried() && !column.cell(row).isEmpty())
            .map(column -> column.name() + "=" + CellText.brief(column.cell(row)))
            .toList();
    return "Row %s: %s".formatted(number(row), String.join(", ", cells));
  }
}
