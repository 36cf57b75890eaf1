package dev.lockstep.gui.command;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.view.Gesture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** All commands that have keys, by group, and what the mouse does. */
final class HelpSheet {

  private static final double HIGHEST = 640;
  private static final Insets BESIDE_SCROLL_BAR = new Insets(0, 20, 0, 0);

  private final Desk desk;
  private final Sheets sheets;

  /** A line: what is pressed, and what it does. */
  private record Entry(String hand, String meaning) {}

  HelpSheet(Desk desk, Sheets sheets) {
    this.desk = desk;
    this.sheets = sheets;
  }

  void show() {
    VBox left = new VBox(18);
    VBox right = new VBox(18);
    int leftRows = 0;
    int rightRows = 0;
    for (Map.Entry<String, List<Entry>> group : byGroup().entrySet()) {
      int rows = group.getValue().size() + 2;
      boolean toTheLeft = leftRows <= rightRows;
      (toTheLeft ? left : right).getChildren().add(section(group.getKey(), group.getValue()));
      leftRows += toTheLeft ? rows : 0;
      rightRows += toTheLeft ? 0 : rows;
    }
    HBox columns = new HBox(40, left, right);
    columns.setPadding(BESIDE_SCROLL_BAR);
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(HIGHEST);
    Label foot = new Label("All commands: Ctrl+Shift+P or Ctrl+K");
    foot.getStyleClass().add(Styles.TEXT_MUTED);
    VBox box = new VBox(14, scroll, foot);
    box.getStyleClass().addAll("sheet", "help");
    sheets.show(box, Pos.CENTER, scroll);
  }

  private Map<String, List<Entry>> byGroup() {
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    groups.put("Mouse", Gesture.ALL.stream().map(g -> new Entry(g.hand(), g.meaning())).toList());
    for (Command command : desk.commands()) {
      if (!command.keys().isEmpty()) {
        groups
            .computeIfAbsent(command.group(), group -> new ArrayList<>())
            .add(new Entry(command.keysText(), command.name()));
      }
    }
    return groups;
  }

  private static VBox section(String title, List<Entry> entries) {
    Label head = new Label(title);
    head.getStyleClass().add(Styles.TEXT_BOLD);
    GridPane grid = new GridPane();
    for (int row = 0; row < entries.size(); row++) {
      Label hand = new Label(entries.get(row).hand());
      hand.getStyleClass().add("keys");
      grid.addRow(row, hand, new Label(entries.get(row).meaning()));
    }
    grid.setHgap(16);
    grid.setVgap(4);
    return new VBox(6, head, grid);
  }
}
