package dev.lockstep.gui.panel.results;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.model.results.ResultTable;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What is chosen, in one line, and the button that opens it. */
final class RowBar {

  private static final String HINT =
      "Choose a row, a point or a cell; twice, or Enter, opens its timeline.";

  private final Label line = new Label(HINT);
  private final Button open = new Button("Open timeline");
  private final HBox root = new HBox(10, line, open);

  RowBar(Runnable opened) {
    root.setAlignment(Pos.CENTER_LEFT);
    root.getStyleClass().add("row-bar");
    line.setId("chosen-row");
    line.setMinWidth(0);
    line.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(line, Priority.ALWAYS);
    open.setId("open-row");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.getStyleClass().addAll(Styles.SMALL, Styles.ACCENT);
    open.setDisable(true);
    open.setOnAction(event -> opened.run());
  }

  Node node() {
    return root;
  }

  /** Says which rows are chosen, of which the first can be opened. */
  void show(ResultTable table, List<Integer> rows) {
    if (rows.isEmpty()) {
      say(HINT);
      open.setDisable(true);
      return;
    }
    int first = rows.get(0);
    String what =
        table
            .refusal(first)
            .map(why -> "Row %s was refused: %s".formatted(table.number(first), why))
            .orElseGet(() -> table.line(first));
    say(rows.size() == 1 ? what : "%s (and %,d more)".formatted(what, rows.size() - 1));
    open.setDisable(table.refusal(first).isPresent());
    open.setText(rows.size() == 1 ? "Open timeline" : "Open row " + table.number(first));
  }

  private void say(String text) {
    line.setText(text);
    line.setTooltip(new Tooltip(text));
  }
}
