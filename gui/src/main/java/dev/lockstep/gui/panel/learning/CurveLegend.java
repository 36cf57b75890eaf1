package dev.lockstep.gui.panel.learning;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.model.learning.LearnedCurves;
import dev.lockstep.gui.model.learning.LegendRow;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;

/** The curves below each other: what is ticked is drawn, and what is chosen stands out. */
final class CurveLegend {

  private static final double ROW = 26;
  private static final double WIDEST = 640;
  private static final int MOST_ROWS = 9;
  private static final int LEAST_ROWS = 3;

  private final LearnedCurves curves;
  private final Desk desk;
  private final Runnable changed;
  private final ListView<LegendRow> list = new ListView<>();
  private final ReadOnlyObjectWrapper<OptionalInt> emphasis =
      new ReadOnlyObjectWrapper<>(OptionalInt.empty());
  private Palette palette = Palette.LIGHT;
  private List<LegendRow> rows = List.of();
  private TimeUnit unit = TimeUnit.MILLISECONDS;

  /** Tells {@code changed} when something is ticked. */
  CurveLegend(LearnedCurves curves, Desk desk, Runnable changed) {
    this.curves = curves;
    this.desk = desk;
    this.changed = changed;
    list.setId("curve-legend");
    list.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "curve-legend");
    list.setFixedCellSize(ROW);
    list.setMaxWidth(WIDEST);
    list.setCellFactory(view -> new LegendCell(this));
    list.setAccessibleText("Legend: space shows and hides a curve");
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    list.getSelectionModel().selectedItemProperty().addListener((is, before, now) -> emphasise());
    list.focusedProperty().addListener((is, before, now) -> emphasise());
  }

  Node node() {
    return list;
  }

  /** The index on the sheet of the curve that is chosen here. */
  ReadOnlyObjectProperty<OptionalInt> emphasisProperty() {
    return emphasis.getReadOnlyProperty();
  }

  LearnedCurves curves() {
    return curves;
  }

  Palette palette() {
    return palette;
  }

  TimeUnit unit() {
    return unit;
  }

  /** Lists the curves as they are now. */
  void show(Palette colours) {
    palette = colours;
    unit = curves.unit();
    int chosen = list.getSelectionModel().getSelectedIndex();
    if (rows != curves.rows()) {
      rows = curves.rows();
      list.getItems().setAll(rows);
      list.getSelectionModel().clearAndSelect(chosen);
    }
    list.refresh();
    int shown = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, rows.size()));
    list.setPrefHeight(ROW * shown + 2);
    list.setMinHeight(ROW * LEAST_ROWS + 2);
    list.setMaxHeight(ROW * shown + 2);
    emphasise();
  }

  void toggle(LegendRow row) {
    curves.toggle(row);
    changed.run();
  }

  void close(LegendRow row) {
    desk.close(row.learned());
  }

  private void pressed(KeyEvent event) {
    LegendRow row = list.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    switch (event.getCode()) {
      case SPACE, ENTER -> toggle(row);
      case DELETE -> {
        if (row.run().isEmpty()) {
          close(row);
        }
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void emphasise() {
    LegendRow row = list.getSelectionModel().getSelectedItem();
    boolean chosen = row != null && row.run().isPresent() && list.isFocused();
    OptionalInt next = chosen ? curves.index(row) : OptionalInt.empty();
    if (!next.equals(emphasis.get())) {
      emphasis.set(next);
    }
  }
}
