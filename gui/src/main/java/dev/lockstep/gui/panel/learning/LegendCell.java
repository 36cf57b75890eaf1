package dev.lockstep.gui.panel.learning;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.model.learning.LegendRow;
import dev.lockstep.gui.model.learning.PointCard;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.report.curves.CurveColour;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.StrokeLineCap;

/** A curve with its colour and where it ends, or results with what can be done with them. */
final class LegendCell extends ListCell<LegendRow> {

  private static final double SAMPLE = 28;
  private static final double FIGURE = 64;
  private static final double TIME = 96;

  private final CurveLegend legend;
  private final CheckBox shown = new CheckBox();
  private final Line sample = new Line(0, 0, SAMPLE, 0);
  private final Label name = new Label();
  private final Label figure = new Label();
  private final Label time = new Label();
  private final Label ends = new Label("last look");
  private final Button close = new Button("\u2715");
  private final HBox ofCurve;
  private final HBox ofResults;

  LegendCell(CurveLegend legend) {
    this.legend = legend;
    shown.setFocusTraversable(false);
    shown.setOnAction(event -> legend.toggle(getItem()));
    sample.setStrokeWidth(2.4);
    sample.setStrokeLineCap(StrokeLineCap.BUTT);
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    column(figure, FIGURE);
    column(time, TIME);
    ends.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    ends.setMinWidth(Region.USE_PREF_SIZE);
    close.setFocusTraversable(false);
    close.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "close-run");
    close.setTooltip(new Tooltip("Take these results away"));
    close.setOnAction(event -> legend.close(getItem()));
    ofCurve = new HBox(8);
    ofResults = new HBox(8);
    List.of(ofCurve, ofResults).forEach(row -> row.setAlignment(Pos.CENTER_LEFT));
    setPrefWidth(0);
  }

  private static void column(Label label, double width) {
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setAlignment(Pos.CENTER_RIGHT);
  }

  @Override
  protected void updateItem(LegendRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    shown.setSelected(legend.curves().isShown(row));
    if (row.run().isPresent()) {
      fillCurve(row);
    } else {
      fillResults(row);
    }
  }

  private void fillResults(LegendRow row) {
    name.setText(row.learned().name());
    name.getStyleClass().add(Styles.TEXT_BOLD);
    ofResults.getChildren().setAll(shown, name, ends, close);
    setGraphic(ofResults);
    setTooltip(new Tooltip(row.learned().key()));
  }

  private void fillCurve(LegendRow row) {
    String strategy = row.run().orElseThrow().strategy();
    name.setText(strategy);
    name.getStyleClass().remove(Styles.TEXT_BOLD);
    CurveColour colour = CurveColour.of(row.number(), legend.palette());
    sample.setStroke(Color.web("#%06x".formatted(colour.rgb())));
    sample.getStrokeDashArray().setAll(colour.dashes().stream().map(Integer::doubleValue).toList());
    List<Point> points = legend.curves().curve(row).points();
    if (points.isEmpty()) {
      figure.setText("\u2013");
      time.setText("");
    } else {
      Point last = points.get(points.size() - 1);
      figure.setText(legend.curves().figure().text(last.mean()));
      time.setText(PointCard.time(last.simulatedMs(), legend.unit()));
    }
    ofCurve.getChildren().setAll(shown, sample, name, figure, time);
    setGraphic(ofCurve);
    setTooltip(new Tooltip(strategy));
  }
}
