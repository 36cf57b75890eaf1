package dev.lockstep.gui.panel.differences;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.lockstep.scenarios.report.compare.Differences;
import dev.lockstep.scenarios.report.compare.Figure;
import dev.lockstep.scenarios.report.compare.Figure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;

/** Figures below the name of their group; of each run but the first also how much it differs. */
final class DifferencesTable {

  private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
  private static final double NAME_WIDTH = 150;
  private static final double VALUE_WIDTH = 66;
  private static final double MORE_WIDTH = 80;
  private static final double RATIO_WIDTH = 66;

  private final TableView<Line> table = new TableView<>();
  private List<String> names = List.of();

  /** A figure, or the name of the group that begins. */
  private record Line(String name, Optional<Figure> figure) {}

  DifferencesTable() {
    table.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "differences");
    table.setPlaceholder(new Label("Nothing is open."));
    table.setRowFactory(view -> new GroupRow());
  }

  Node node() {
    return table;
  }

  void show(Differences differences) {
    if (!differences.names().equals(names)) {
      names = differences.names();
      table.getColumns().setAll(columns());
    }
    List<Line> lines = new ArrayList<>();
    String group = "";
    for (Figure figure : differences.figures()) {
      if (!figure.subject().group().equals(group)) {
        group = figure.subject().group();
        lines.add(new Line(group, Optional.empty()));
      }
      lines.add(new Line(name(figure), Optional.of(figure)));
    }
    table.getItems().setAll(lines);
  }

  private static String name(Figure figure) {
    String unit = figure.subject().unit().symbol();
    return figure.subject().name() + (unit.isEmpty() ? "" : ", " + unit);
  }

  private List<TableColumn<Line, ?>> columns() {
    List<TableColumn<Line, ?>> columns = new ArrayList<>();
    TableColumn<Line, String> name = new TableColumn<>("");
    name.setCellValueFactory(cell -> new ReadOnlyStringWrapper(cell.getValue().name()));
    name.setPrefWidth(NAME_WIDTH);
    name.setSortable(false);
    columns.add(name);
    for (int run = 0; run < names.size(); run++) {
      columns.add(run == 0 ? value("base", 0) : compared(run));
    }
    return columns;
  }

  private TableColumn<Line, Figure> compared(int run) {
    TableColumn<Line, Figure> all = new TableColumn<>(names.get(run));
    all.getColumns()
        .addAll(
            List.of(
                value("value", run),
                judged("more", run, MORE_WIDTH, figure -> figure.differenceNumber(run)),
                judged("ratio", run, RATIO_WIDTH, figure -> figure.ratioText(run))));
    return all;
  }

  private TableColumn<Line, Figure> value(String title, int run) {
    return column(title, VALUE_WIDTH, figure -> figure.number(run), figure -> Verdict.NEITHER);
  }

  private TableColumn<Line, Figure> judged(
      String title, int run, double width, Function<Figure, String> text) {
    return column(title, width, text, figure -> figure.verdict(run));
  }

  private static TableColumn<Line, Figure> column(
      String title,
      double width,
      Function<Figure, String> text,
      Function<Figure, Verdict> verdict) {
    TableColumn<Line, Figure> column = new TableColumn<>(title);
    column.getStyleClass().add(Tweaks.ALIGN_RIGHT);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setCellValueFactory(
        cell -> new ReadOnlyObjectWrapper<>(cell.getValue().figure().orElse(null)));
    column.setCellFactory(view -> new FigureCell(text, verdict));
    return column;
  }

  private static final class GroupRow extends TableRow<Line> {
    @Override
    protected void updateItem(Line line, boolean empty) {
      super.updateItem(line, empty);
      pseudoClassStateChanged(GROUP, !empty && line.figure().isEmpty());
    }
  }

  /** Coloured by what the difference means, not by its sign. */
  private static final class FigureCell extends TableCell<Line, Figure> {

    private final Function<Figure, String> text;
    private final Function<Figure, Verdict> verdict;

    FigureCell(Function<Figure, String> text, Function<Figure, Verdict> verdict) {
      this.text = text;
      this.verdict = verdict;
    }

    @Override
    protected void updateItem(Figure figure, boolean empty) {
      super.updateItem(figure, empty);
      getStyleClass().removeAll("better", "worse");
      if (empty || figure == null) {
        setText("");
        return;
      }
      setText(text.apply(figure));
      switch (verdict.apply(figure)) {
        case BETTER -> getStyleClass().add("better");
        case WORSE -> getStyleClass().add("worse");
        case NEITHER -> {}
      }
    }
  }
}
