package dev.lockstep.gui.panel.results;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.results.Better;
import dev.lockstep.gui.model.results.Column;
import dev.lockstep.gui.model.results.Point;
import dev.lockstep.gui.model.results.Points;
import dev.lockstep.gui.model.results.ResultTable;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Points, what they are of, and what their colours mean. */
final class PointsView {

  private final Chooser<Column> across =
      new Chooser<>("across", "points-across", Column::name, this::draw);
  private final Chooser<Column> up = new Chooser<>("up", "points-up", Column::name, this::draw);
  private final Chooser<Optional<Column>> colour =
      new Chooser<>(
          "colour",
          "points-colour",
          column -> column.map(Column::name).orElse("one colour"),
          this::draw);
  private final Chooser<Better> better =
      new Chooser<>("better", "points-better", Better::label, this::draw);
  private final ColourLegend legend = new ColourLegend();
  private final PointChart chart;
  private final Runnable redrawn;
  private final VBox root;
  private List<Integer> rows = List.of();
  private List<Integer> front = List.of();
  private Palette palette = Palette.LIGHT;

  /**
   * Shows nothing yet.
   *
   * @param cards what is said of a row
   * @param choose takes a row that was chosen
   * @param open takes a row that is to be opened
   * @param redrawn is told when there is another front
   */
  PointsView(IntFunction<Card> cards, IntConsumer choose, IntConsumer open, Runnable redrawn) {
    this.redrawn = redrawn;
    this.chart = new PointChart(cards, choose, open);
    chart.setId("points");
    better.fill(List.of(Better.values()), Optional.of(Better.LESS_OF_BOTH));
    FlowPane tools = new FlowPane(10, 4, across.node(), up.node(), colour.node(), better.node());
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
    across.fill(table.figures(), table.usualAcross());
    up.fill(table.figures(), table.usualUp());
    List<Optional<Column>> colours = new ArrayList<>();
    colours.add(Optional.empty());
    table.varied().forEach(column -> colours.add(Optional.of(column)));
    colour.fill(colours, Optional.of(table.usualColour()));
  }

  /** Shows these rows, which have figures, in place of those before. */
  void show(List<Integer> wanted, Palette colours) {
    rows = wanted;
    palette = colours;
    draw();
  }

  private void draw() {
    if (across.chosen().isEmpty() || up.chosen().isEmpty()) {
      front = List.of();
      root.setVisible(false); // there are no two figures that differ between rows
      return;
    }
    Points points =
        Points.of(
            rows,
            across.chosen().get(),
            up.chosen().get(),
            colour.chosen().flatMap(column -> column),
            better.chosen().orElse(Better.LESS_OF_BOTH));
    front = points.front().stream().map(Point::row).toList();
    chart.use(palette);
    chart.show(points);
    legend.show(points.groups(), palette);
    root.setVisible(true);
    redrawn.run();
  }

  /** Rows on the Pareto front, from the best across on. */
  List<Integer> front() {
    return front;
  }

  /** Lets rows stand out. */
  void choose(List<Integer> chosen) {
    chart.choose(chosen);
  }
}
