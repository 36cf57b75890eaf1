package dev.lockstep.gui.panel.results;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.results.CellText;
import dev.lockstep.gui.model.results.ColourScale;
import dev.lockstep.gui.model.results.HeatMap;
import dev.lockstep.gui.model.results.HeatMap.Cell;
import dev.lockstep.gui.panel.results.HeatPainter.Tile;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.geometry.Point2D;
import javafx.scene.chart.CategoryAxis;

/** A figure over two columns: a cell is chosen with all of its rows, and opens one of them. */
final class HeatChart extends PaintedChart<String, String> {

  private static final double BESIDE = 80;
  private static final double LETTER = 6.8;
  private static final double GAP = 10;
  private static final double LEAST_LETTERS = 4;

  private final Function<Cell, Card> cards;
  private final Consumer<List<Integer>> choose;
  private final IntConsumer open;
  private final CategoryAxis across;
  private final CategoryAxis up;
  private HeatMap map = new HeatMap(List.of(), List.of(), List.of());
  private List<String> acrossLabels = List.of();
  private List<String> upLabels = List.of();
  private List<Integer> chosen = List.of();

  /**
   * Shows nothing yet.
   *
   * @param cards what is said of a cell
   * @param choose takes the rows of a cell that was chosen
   * @param open takes a row that is to be opened
   */
  HeatChart(Function<Cell, Card> cards, Consumer<List<Integer>> choose, IntConsumer open) {
    super(new CategoryAxis(), new CategoryAxis());
    this.cards = cards;
    this.choose = choose;
    this.open = open;
    this.across = (CategoryAxis) getXAxis();
    this.up = (CategoryAxis) getYAxis();
    setHorizontalGridLinesVisible(false);
    setVerticalGridLinesVisible(false);
  }

  /** Shows a map over two columns in place of the one before. */
  void show(HeatMap next, String acrossName, String upName) {
    map = next;
    across.setLabel(acrossName);
    up.setLabel(upName);
    upLabels = brief(map.up());
    acrossLabels = fitting();
    updateAxisRange();
    leave();
    tell();
    requestChartLayout();
  }

  /** In few digits, as long as they can be told apart then. */
  private static List<String> brief(List<String> cells) {
    List<String> brief = cells.stream().map(CellText::brief).toList();
    return new HashSet<>(brief).size() == cells.size() ? brief : cells;
  }

  /** Lets the cells of rows stand out. */
  void choose(List<Integer> rows) {
    chosen = rows;
    repaint();
    tell();
  }

  private void tell() {
    setAccessibleText(
        chief()
            .map(cell -> cards.apply(cell).toString())
            .orElse("a map of %d cells".formatted(map.cells().size())));
  }

  /** The cell of the first row that is chosen. */
  private Optional<Cell> chief() {
    return chosen.stream()
        .findFirst()
        .flatMap(row -> map.cells().stream().filter(cell -> cell.rows().contains(row)).findFirst());
  }

  @Override
  protected void updateAxisRange() {
    across.invalidateRange(acrossLabels);
    up.invalidateRange(upLabels);
  }

  @Override
  protected void layoutChildren() {
    if (!acrossLabels.equals(fitting())) {
      acrossLabels = fitting();
      updateAxisRange();
    }
    super.layoutChildren();
  }

  /** Names across, as short as they have to be, or the axis would turn them upright. */
  private List<String> fitting() {
    double room = (getWidth() - BESIDE) / Math.max(1, map.across().size());
    return cut(brief(map.across()), (int) Math.max(LEAST_LETTERS, (room - GAP) / LETTER));
  }

  /** Unless several would be the same then. */
  private static List<String> cut(List<String> names, int most) {
    List<String> cut =
        names.stream()
            .map(name -> name.length() <= most ? name : name.substring(0, most - 1) + "\u2026")
            .toList();
    return new HashSet<>(cut).size() == names.size() ? cut : names;
  }

  @Override
  Painting painting() {
    Set<Integer> rows = new HashSet<>(chosen);
    double least = map.least();
    double most = map.most();
    List<Tile> tiles =
        map.cells().stream()
            .map(
                cell ->
                    new Tile(
                        left(cell),
                        top(cell),
                        across.getCategorySpacing(),
                        up.getCategorySpacing(),
                        ColourScale.rgb(cell.figure(), least, most),
                        CellText.compact(cell.figure()),
                        !Collections.disjoint(rows, cell.rows())))
            .toList();
    return new HeatPainter(tiles, palette());
  }

  private double left(Cell cell) {
    return across.getDisplayPosition(acrossLabels.get(cell.across()))
        - across.getCategorySpacing() / 2;
  }

  private double top(Cell cell) {
    return up.getDisplayPosition(upLabels.get(cell.up())) - up.getCategorySpacing() / 2;
  }

  /** The middle of a cell, in the pixels of the plot. */
  Point2D place(Cell cell) {
    return new Point2D(
        left(cell) + across.getCategorySpacing() / 2, top(cell) + up.getCategorySpacing() / 2);
  }

  private Optional<Cell> at(Point2D place) {
    return map.cells().stream()
        .filter(
            cell -> Math.abs(place(cell).getX() - place.getX()) <= across.getCategorySpacing() / 2)
        .filter(cell -> Math.abs(place(cell).getY() - place.getY()) <= up.getCategorySpacing() / 2)
        .findFirst();
  }

  @Override
  void point(Point2D place) {
    at(place)
        .ifPresentOrElse(
            cell -> say(Optional.of(cards.apply(cell)), place.getX(), place.getY()), this::leave);
  }

  @Override
  void leave() {
    say(Optional.empty(), 0, 0);
  }

  @Override
  void click(Point2D place, int count) {
    Optional<Cell> cell = at(place);
    cell.ifPresent(found -> choose.accept(found.rows()));
    if (count == 2) {
      cell.ifPresent(found -> open.accept(found.rows().get(0)));
    }
  }

  @Override
  void step(int right, int upwards) {
    Optional<Cell> here = chief();
    Optional<Cell> next =
        here.isEmpty()
            ? map.cells().stream().findFirst()
            : map.cells().stream()
                .filter(cell -> lies(cell, here.get(), right, upwards))
                .min((one, other) -> Integer.compare(far(one, here.get()), far(other, here.get())));
    next.ifPresent(
        cell -> {
          choose.accept(cell.rows());
          say(Optional.of(cards.apply(cell)), place(cell).getX(), place(cell).getY());
        });
  }

  private static boolean lies(Cell cell, Cell here, int right, int upwards) {
    int columns = cell.across() - here.across();
    int lines = cell.up() - here.up();
    return Integer.signum(columns) == right && Integer.signum(lines) == upwards;
  }

  private static int far(Cell one, Cell other) {
    return Math.abs(one.across() - other.across()) + Math.abs(one.up() - other.up());
  }

  @Override
  void open() {
    chosen.stream().findFirst().ifPresent(open::accept);
  }

  /** The map that is shown. */
  HeatMap map() {
    return map;
  }
}
