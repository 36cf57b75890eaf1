package dev.lockstep.gui.panel.results;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.Card.Line;
import dev.lockstep.gui.model.results.CellText;
import dev.lockstep.gui.model.results.Column;
import dev.lockstep.gui.model.results.HeatMap;
import dev.lockstep.gui.model.results.HeatMap.Cell;
import dev.lockstep.gui.model.results.ResultTable;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A heat map, and what it is of. */
final class HeatView {

  private final Chooser<Column> across =
      new Chooser<>("across", "heat-across", Column::name, this::draw);
  private final Chooser<Column> up = new Chooser<>("up", "heat-up", Column::name, this::draw);
  private final Chooser<HeatMap.Of> what =
      new Chooser<>("the", "heat-what", HeatMap.Of::toString, this::draw);
  private final Chooser<Column> figure =
      new Chooser<>("of", "heat-figure", Column::name, this::draw);
  private final ColourLegend legend = new ColourLegend();
  private final IntFunction<Card> rowCards;
  private final HeatChart chart;
  private final VBox root;
  private List<Integer> rows = List.of();
  private Palette palette = Palette.LIGHT;

  /**
   * Shows nothing yet.
   *
   * @param cards what is said of a row
   * @param choose takes the rows of a cell that was chosen
   * @param open takes a row that is to be opened
   */
  HeatView(IntFunction<Card> cards, Consumer<List<Integer>> choose, IntConsumer open) {
    this.rowCards = cards;
    Function<Cell, Card> ofCell = this::card;
    this.chart = new HeatChart(ofCell, choose, open);
    chart.setId("heat-map");
    what.fill(List.of(HeatMap.Of.values()), Optional.of(HeatMap.Of.LEAST));
    FlowPane tools = new FlowPane(10, 4, across.node(), up.node(), what.node(), figure.node());
    VBox.setVgrow(chart, Priority.ALWAYS);
    root = new VBox(6, tools, legend, chart);
    root.setMinWidth(0);
    root.getStyleClass().add("chart-pane");
  }

  Node node() {
    return root;
  }

  /** Begins with another table. */
  void begin(ResultTable table) {
    across.fill(table.few(), table.few().stream().findFirst());
    up.fill(table.few(), table.few().stream().skip(1).findFirst());
    figure.fill(table.figures(), table.usualAcross());
  }

  /** Shows these rows, which have figures, in place of those before. */
  void show(List<Integer> wanted, Palette colours) {
    rows = wanted;
    palette = colours;
    draw();
  }

  private void draw() {
    boolean possible =
        across.chosen().isPresent() && up.chosen().isPresent() && figure.chosen().isPresent();
    root.setVisible(possible);
    if (!possible) {
      return;
    }
    HeatMap map =
        HeatMap.of(
            rows,
            across.chosen().get(),
            up.chosen().get(),
            figure.chosen().get(),
            what.chosen().orElse(HeatMap.Of.LEAST));
    chart.use(palette);
    chart.show(map, across.chosen().get().name(), up.chosen().get().name());
    legend.setVisible(!map.cells().isEmpty());
    legend.show(map.least(), map.most());
  }

  /** Lets the cells of rows stand out. */
  void choose(List<Integer> chosen) {
    chart.choose(chosen);
  }

  private Card card(Cell cell) {
    int first = cell.rows().get(0);
    if (cell.rows().size() == 1) {
      return rowCards.apply(first);
    }
    String of = figure.chosen().orElseThrow().name();
    List<Line> lines = new ArrayList<>();
    lines.add(line(across, first));
    lines.add(line(up, first));
    String statistic = what.chosen().orElseThrow() + " " + of;
    lines.add(new Line(statistic, CellText.brief(Double.toString(cell.figure()))));
    lines.add(new Line("nearest to that", rowCards.apply(first).title()));
    return new Card("%,d rows".formatted(cell.rows().size()), lines);
  }

  private static Line line(Chooser<Column> column, int row) {
    Column chosen = column.chosen().orElseThrow();
    return new Line(chosen.name(), CellText.brief(chosen.cell(row)));
  }
}
