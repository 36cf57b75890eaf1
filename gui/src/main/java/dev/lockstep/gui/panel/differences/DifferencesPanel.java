package dev.lockstep.gui.panel.differences;

import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.scenarios.report.compare.Differences;
import dev.lockstep.scenarios.report.compare.FigureSheet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Figures of the open runs; the first one is what the others are compared with. */
public final class DifferencesPanel implements Panel {

  private final Desk desk;
  private final BorderPane root = new BorderPane();
  private final Label reference = new Label();
  private final DifferencesTable table = new DifferencesTable();
  private final InvalidationListener changed = is -> ask();
  private final Map<Opened, FigureSheet> known = new WeakHashMap<>();
  private Optional<Differences> shown = Optional.empty();

  /** A panel about the runs of a desk. */
  public DifferencesPanel(Desk desk) {
    this.desk = desk;
    reference.getStyleClass().add("text-muted");
    Button copy = new Button("Copy as CSV");
    copy.setOnAction(event -> copy());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox top = new HBox(8, reference, between, copy);
    top.setAlignment(Pos.CENTER_LEFT);
    top.setPadding(new Insets(8));
    root.setId("differences");
    root.setUserData(this);
    root.setTop(top);
    root.setCenter(table.node());
    desk.runs().addListener((ListChangeListener<RunPane>) change -> watch());
    root.sceneProperty().addListener(changed);
    desk.add(Command.of("Compare", "Copy the differences as CSV", this::copy));
    watch();
  }

  @Override
  public String title() {
    return "Differences";
  }

  @Override
  public Node node() {
    return root;
  }

  /** What is shown, once it has been worked out. */
  public Optional<Differences> shown() {
    return shown;
  }

  private void watch() {
    for (RunPane run : desk.runs()) {
      run.openedProperty().removeListener(changed);
      run.openedProperty().addListener(changed);
      run.timeline().rangeProperty().removeListener(changed);
      run.timeline().rangeProperty().addListener(changed);
    }
    ask();
  }

  /** Nothing is worked out while nobody looks. */
  private void ask() {
    if (root.getScene() == null) {
      return;
    }
    List<ComparedRun> runs = desk.runs().stream().map(ComparedRun::of).toList();
    desk.background()
        .ask(
            this,
            () -> Differences.of(runs.stream().map(run -> run.sheet(known)).toList()),
            this::show);
  }

  private void show(Differences differences) {
    shown = Optional.of(differences);
    reference.setText(differences.names().isEmpty() ? "" : "base: " + differences.names().get(0));
    table.show(differences);
  }

  private void copy() {
    if (shown.isEmpty()) {
      desk.say("Open the panel Differences first.");
      return;
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(shown.get().csv());
    Clipboard.getSystemClipboard().setContent(content);
    desk.say("Copied %d figures as CSV.".formatted(shown.get().figures().size()));
  }
}
