package dev.lockstep.gui.panel.measured;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.scenarios.report.compare.MeasuredComparison;
import dev.lockstep.scenarios.report.compare.MeasuredComparison.Line;
import dev.lockstep.scenarios.report.trace.mapping.MeasuredRecording;
import dev.lockstep.scenarios.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;

/** The first prediction among the open runs beside the first measured one. */
public final class MeasuredPanel implements Panel {

  private static final String HOW =
      "Open a scenario and traces of the same run with a mapping of their names:"
          + " ./lockstep view scenario.json trace.json.gz --mapping names.json";

  private final Desk desk;
  private final BorderPane root = new BorderPane();
  private final TableView<Line> table = new TableView<>();
  private final Label notes = new Label(HOW);
  private final InvalidationListener changed = is -> ask();
  private Optional<MeasuredComparison> shown = Optional.empty();

  /** A panel about the runs of a desk. */
  public MeasuredPanel(Desk desk) {
    this.desk = desk;
    table.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "differences");
    table.setPlaceholder(new Label("Nothing was measured."));
    add("", 132, Line::name).getStyleClass().remove(Tweaks.ALIGN_RIGHT);
    add("count", 52, line -> Integer.toString(line.count()));
    add("predicted", 86, line -> figure(line, line.predicted()));
    add("measured", 86, line -> figure(line, line.measuredMean()));
    add("error", 62, MeasuredPanel::error);
    notes.setWrapText(true);
    notes.setPadding(new Insets(8));
    notes.getStyleClass().add(Styles.TEXT_MUTED);
    root.setId("measured");
    root.setUserData(this);
    root.setCenter(table);
    root.setBottom(notes);
    desk.runs().addListener((ListChangeListener<RunPane>) change -> watch());
    root.sceneProperty().addListener(changed);
    watch();
  }

  @Override
  public String title() {
    return "Measured";
  }

  @Override
  public Node node() {
    return root;
  }

  /** What is shown, once it has been worked out. */
  public Optional<MeasuredComparison> shown() {
    return shown;
  }

  private void watch() {
    for (RunPane run : desk.runs()) {
      run.openedProperty().removeListener(changed);
      run.openedProperty().addListener(changed);
    }
    ask();
  }

  private void ask() {
    Optional<Run> predicted =
        desk.runs().stream().flatMap(run -> run.opened().run().stream()).findFirst();
    Optional<MeasuredRecording> measured =
        desk.runs().stream()
            .map(RunPane::opened)
            .map(Opened::recording)
            .filter(MeasuredRecording.class::isInstance)
            .map(MeasuredRecording.class::cast)
            .findFirst();
    if (predicted.isEmpty() || measured.isEmpty()) {
      clear();
      return;
    }
    if (root.getScene() == null) {
      return;
    }
    desk.background()
        .ask(this, () -> MeasuredComparison.of(predicted.get(), measured.get()), this::show);
  }

  private void clear() {
    shown = Optional.empty();
    table.getItems().clear();
    notes.setText(HOW);
  }

  private void show(MeasuredComparison comparison) {
    shown = Optional.of(comparison);
    List<Line> lines = new ArrayList<>(comparison.step());
    lines.addAll(comparison.tasks());
    table.getItems().setAll(lines);
    List<String> all = new ArrayList<>(List.of("Means, times in ms; error of the prediction."));
    all.addAll(comparison.notes());
    notes.setText(String.join("\n", all));
  }

  private TableColumn<Line, String> add(String title, double width, Function<Line, String> text) {
    TableColumn<Line, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.getStyleClass().add(Tweaks.ALIGN_RIGHT);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    table.getColumns().add(column);
    return column;
  }

  private static String figure(Line line, double value) {
    return line.name().endsWith("share")
        ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
        : String.format(Locale.ROOT, value >= 1000 ? "%,.1f" : "%,.3f", value);
  }

  private static String error(Line line) {
    return line.error().isPresent()
        ? String.format(Locale.ROOT, "%+.1f %%", 100 * line.error().getAsDouble())
        : "";
  }
}
