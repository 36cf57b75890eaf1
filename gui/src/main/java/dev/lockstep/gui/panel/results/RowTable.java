package dev.lockstep.gui.panel.results;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.lockstep.gui.model.results.CellText;
import dev.lockstep.gui.model.results.Column;
import dev.lockstep.gui.model.results.ResultTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Rows as a table; only those in sight have nodes. Items are indices of rows. */
final class RowTable {

  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
  private static final double FRONT_WIDTH = 34;
  private static final double LEAST_WIDTH = 64;
  private static final double MOST_WIDTH = 220;
  private static final double REFUSED_WIDTH = 420;
  private static final double CHARACTER = 7.2;
  private static final double ROOM = 34;
  private static final int LOOKED_AT = 300;
  private static final double ROW = 24;
  private static final String DIAMOND = "\u25C6";

  private final TableView<Integer> table = new TableView<>();
  private final Consumer<List<Integer>> choose;
  private final IntConsumer open;
  private Set<Integer> front = Set.of();
  private boolean following;

  /** Shows nothing yet; tells of rows that are chosen, and of one that is to be opened. */
  RowTable(Consumer<List<Integer>> choose, IntConsumer open) {
    this.choose = choose;
    this.open = open;
    table.setId("rows");
    table.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "result-rows");
    table.setFixedCellSize(ROW);
    table.setPlaceholder(new Label("No row has all of these words."));
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<Integer>) change -> tell());
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  TableView<Integer> node() {
    return table;
  }

  /** Begins with another table. */
  void begin(ResultTable results) {
    List<TableColumn<Integer, ?>> columns = new ArrayList<>();
    columns.add(frontColumn());
    results.columns().forEach(column -> columns.add(column(column, results.size())));
    table.getColumns().setAll(columns);
    table.setRowFactory(
        view -> {
          TableRow<Integer> row = new ResultRow(results);
          row.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> clicked(row, event));
          return row;
        });
  }

  private TableColumn<Integer, ?> frontColumn() {
    TableColumn<Integer, Integer> column =
        column(DIAMOND, row -> front.contains(row) ? DIAMOND : "");
    column.setComparator(Comparator.comparing(row -> !front.contains(row)));
    column.setPrefWidth(FRONT_WIDTH);
    Label name = new Label(DIAMOND);
    name.setTooltip(new Tooltip("On the Pareto front of the points"));
    column.setText("");
    column.setGraphic(name);
    return column;
  }

  private static TableColumn<Integer, ?> column(Column of, int rows) {
    TableColumn<Integer, Integer> column = column(of.name(), row -> CellText.brief(of.cell(row)));
    column.setComparator(Comparator.comparingInt(of::place));
    int longest = of.name().length();
    for (int row = 0; row < Math.min(rows, LOOKED_AT); row++) {
      longest = Math.max(longest, CellText.brief(of.cell(row)).length());
    }
    double most = of.name().equals("refused") ? REFUSED_WIDTH : MOST_WIDTH;
    column.setPrefWidth(Math.max(LEAST_WIDTH, Math.min(most, ROOM + CHARACTER * longest)));
    if (of.isNumeric()) {
      column.getStyleClass().add(Tweaks.ALIGN_RIGHT);
    }
    return column;
  }

  private static TableColumn<Integer, Integer> column(String name, IntFunction<String> text) {
    TableColumn<Integer, Integer> column = new TableColumn<>(name);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    column.setCellFactory(view -> new TextCell(text));
    return column;
  }

  private static final class TextCell extends TableCell<Integer, Integer> {

    private final IntFunction<String> text;

    TextCell(IntFunction<String> text) {
      this.text = text;
    }

    @Override
    protected void updateItem(Integer row, boolean empty) {
      super.updateItem(row, empty);
      setText(empty || row == null ? "" : text.apply(row));
    }
  }

  private static final class ResultRow extends TableRow<Integer> {

    private final ResultTable results;

    ResultRow(ResultTable results) {
      this.results = results;
    }

    @Override
    protected void updateItem(Integer row, boolean empty) {
      super.updateItem(row, empty);
      Optional<String> refusal = empty || row == null ? Optional.empty() : results.refusal(row);
      pseudoClassStateChanged(REFUSED, refusal.isPresent());
      setTooltip(refusal.map(Tooltip::new).orElse(null));
    }
  }

  /** Shows these rows in place of those before, sorted as those were. */
  void show(List<Integer> rows) {
    SortedList<Integer> sorted = new SortedList<>(FXCollections.observableArrayList(rows));
    following = true;
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    following = false;
  }

  /** Marks the rows of the front. */
  void mark(List<Integer> rows) {
    front = new HashSet<>(rows);
    table.refresh();
  }

  /** Chooses rows, of which the first comes to be seen. */
  void choose(List<Integer> rows) {
    if (following) {
      return;
    }
    following = true;
    Set<Integer> wanted = new HashSet<>(rows);
    List<Integer> items = table.getItems();
    int[] places = new int[wanted.size()];
    int count = 0;
    for (int place = 0; place < items.size(); place++) {
      if (wanted.contains(items.get(place))) {
        places[count++] = place;
      }
    }
    table.getSelectionModel().clearSelection();
    if (count > 0) {
      table.getSelectionModel().selectIndices(places[0], Arrays.copyOf(places, count));
      table.scrollTo(rows.get(0));
    }
    following = false;
  }

  private void tell() {
    if (!following) {
      following = true;
      choose.accept(
          table.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList());
      following = false;
    }
  }

  private void clicked(TableRow<Integer> row, MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !row.isEmpty()) {
      open.accept(row.getItem());
    }
  }

  private void pressed(KeyEvent event) {
    Integer row = table.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER && row != null && !event.isShortcutDown()) {
      open.accept(row);
      event.consume();
    }
  }
}
