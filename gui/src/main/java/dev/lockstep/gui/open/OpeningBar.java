package dev.lockstep.gui.open;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.model.open.FileReading;
import java.util.List;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Lines below the tools: a file that is being read, and files that could not be. */
final class OpeningBar extends VBox {

  private static final Duration TURN = Duration.millis(120);
  private static final double BAR_WIDTH = 260;

  private final Label text = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final HBox line;
  private final Timeline turns = new Timeline(new KeyFrame(TURN, event -> showProgress()));
  private List<FileReading> readings = List.of();

  /** No lines; {@code cancelled} is called when someone has waited long enough. */
  OpeningBar(Runnable cancelled) {
    Button cancel = new Button("Cancel");
    cancel.getStyleClass().add(Styles.SMALL);
    cancel.setOnAction(event -> cancelled.run());
    progress.setPrefWidth(BAR_WIDTH);
    line = new HBox(12, text, progress, cancel);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("opening-line");
    turns.setCycleCount(Timeline.INDEFINITE);
  }

  /** Tells how far these are; a file that is read at once leaves no trace. */
  void watch(List<FileReading> now) {
    readings = List.copyOf(now);
    if (readings.isEmpty()) {
      turns.stop();
      getChildren().remove(line);
    } else {
      turns.play();
    }
  }

  private void showProgress() {
    if (readings.isEmpty()) {
      return;
    }
    FileReading first = readings.get(0);
    int more = readings.size() - 1;
    text.setText("Reading " + first.name() + (more > 0 ? " and %d more".formatted(more) : ""));
    progress.setProgress(first.progress().orElse(ProgressBar.INDETERMINATE_PROGRESS));
    if (!getChildren().contains(line)) {
      getChildren().add(0, line);
    }
  }

  /** Says what is wrong with a file until someone puts it away. */
  void complain(String problem) {
    Label said = new Label(problem);
    said.setWrapText(true);
    said.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(said, Priority.ALWAYS);
    Button dismiss = new Button("\u2715");
    dismiss.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    HBox complaint = new HBox(12, said, dismiss);
    complaint.setAlignment(Pos.CENTER_LEFT);
    complaint.getStyleClass().add("complaint");
    dismiss.setOnAction(event -> getChildren().remove(complaint));
    getChildren().add(complaint);
  }
}
