package dev.lockstep.gui.panel.learning;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.learning.LearnedCurves;
import dev.lockstep.gui.model.learning.LegendRow;
import dev.lockstep.gui.model.learning.PointCard;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.report.curves.Across;
import dev.lockstep.scenarios.report.curves.CurveLayout.Hit;
import dev.lockstep.scenarios.report.curves.CurveSheet;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Accuracy and loss of training runs against simulated time, a curve for each strategy. */
public final class LearningPanel implements Panel {

  /** What stands on its tab. */
  public static final String TITLE = "Accuracy";

  private static final String HOW =
      """
      Curves of accuracy and loss appear here.

      Drop a file that ./lockstep train FILE --format json --out runs.json has written, \
      or open a scenario that says what is learned and train it below.""";
  private static final int MOST_REFUSED = 3;

  private final Desk desk;
  private final LearnedCurves curves = new LearnedCurves();
  private final CurveView view = new CurveView(this::card);
  private final CurveLegend legend;
  private final Label nothing = new Label(HOW);
  private final Label refused = new Label();
  private final VBox shown;
  private final VBox root;

  /** A panel of a desk. */
  public LearningPanel(Desk desk) {
    this.desk = desk;
    this.legend = new CurveLegend(curves, desk, this::redraw);
    legend.emphasisProperty().addListener((is, before, now) -> view.emphasise(now));
    nothing.setWrapText(true);
    nothing.getStyleClass().add(Styles.TEXT_MUTED);
    refused.setWrapText(true);
    refused.setMinHeight(Region.USE_PREF_SIZE);
    refused.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    refused.managedProperty().bind(refused.textProperty().isNotEmpty());
    CurveExport export = new CurveExport(desk, curves, view);
    shown = new VBox(8, tools(export), view, legend.node(), refused);
    VBox.setVgrow(view, Priority.ALWAYS);
    StackPane middle = new StackPane(nothing, shown);
    VBox.setVgrow(middle, Priority.ALWAYS);
    root = new VBox(10, middle, new TrainForm(desk).node());
    root.setId("learning");
    root.setUserData(this);
    root.getStyleClass().add("learning");
    root.sceneProperty().addListener((is, before, now) -> show());
    desk.learned().addListener((ListChangeListener<Learned>) change -> show());
    desk.paletteProperty().addListener((is, before, now) -> show());
    show();
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Node node() {
    return root;
  }

  private FlowPane tools(CurveExport export) {
    Choice<LearnedFigure> figure =
        new Choice<>(
            List.of(LearnedFigure.values()),
            LearnedFigure::label,
            chosen -> {
              curves.choose(chosen);
              redraw();
            });
    Choice<Across> across =
        new Choice<>(
            List.of(Across.values()),
            choice -> "by " + choice.label(),
            chosen -> {
              curves.choose(chosen);
              redraw();
            });
    return new FlowPane(10, 6, figure.node(), across.node(), export.node());
  }

  private void show() {
    if (root.getScene() == null) {
      return;
    }
    boolean some = !desk.learned().isEmpty();
    nothing.setVisible(!some);
    shown.setVisible(some);
    curves.show(desk.learned());
    redraw();
  }

  private void redraw() {
    refused.setText(refusedText());
    legend.show(desk.paletteProperty().get());
    view.show(curves.sheet(), desk.paletteProperty().get());
  }

  private String refusedText() {
    List<String> all =
        desk.learned().stream()
            .flatMap(learned -> learned.refused().entrySet().stream())
            .map(entry -> "No numbers of %s: %s".formatted(entry.getKey(), entry.getValue()))
            .toList();
    String more =
        all.size() > MOST_REFUSED ? "\nand %d more".formatted(all.size() - MOST_REFUSED) : "";
    return all.stream().limit(MOST_REFUSED).collect(Collectors.joining("\n")) + more;
  }

  private Card card(CurveSheet sheet, Hit hit, TimeUnit unit) {
    LegendRow row = curves.shown().get(hit.entry());
    CurveSheet.Entry entry = sheet.entries().get(hit.entry());
    Point point = entry.curve().points().get(hit.point());
    return PointCard.of(entry.name(), row.run().orElseThrow().seeds(), sheet.figure(), point, unit);
  }
}
