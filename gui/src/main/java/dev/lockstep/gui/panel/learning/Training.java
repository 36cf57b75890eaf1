package dev.lockstep.gui.panel.learning;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Background;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.learning.TrainingRequest;
import dev.lockstep.gui.model.learning.TrainingWatch;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.format.training.TrainingPace;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Training on threads of its own, how far it is, and a way to end it. */
final class Training {

  private static final Duration TURN = Duration.millis(250);

  private final Desk desk;
  private final Runnable changed;
  private final Background trainer = new Background();
  private final ProgressBar bar = new ProgressBar();
  private final Label pace = new Label();
  private final Label problem = new Label();
  private final VBox running;
  private final VBox root;
  private final Timeline turns = new Timeline(new KeyFrame(TURN, event -> look()));
  private Optional<TrainingWatch> watch = Optional.empty();

  /** Tells {@code changed} when training begins or ends. */
  Training(Desk desk, Runnable changed) {
    this.desk = desk;
    this.changed = changed;
    Button cancel = new Button("Cancel");
    cancel.setId("cancel-training");
    cancel.getStyleClass().add(Styles.SMALL);
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(event -> cancel());
    bar.setMaxWidth(Double.MAX_VALUE);
    pace.getStyleClass().add(Styles.TEXT_SMALL);
    pace.setMinWidth(0);
    HBox.setHgrow(bar, Priority.ALWAYS);
    HBox far = new HBox(10, bar, cancel);
    far.setAlignment(Pos.CENTER_LEFT);
    running = new VBox(4, pace, far);
    running.managedProperty().bind(running.visibleProperty());
    running.setVisible(false);
    problem.setId("training-problem");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.getStyleClass().add("field-error");
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    root = new VBox(6, running, problem);
    turns.setCycleCount(Timeline.INDEFINITE);
  }

  Node node() {
    return root;
  }

  boolean isBusy() {
    return watch.isPresent();
  }

  /** A name for results that no others have. */
  String freeName(String run) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? run + ", trained" : "%s, trained (%d)".formatted(run, i))
        .filter(name -> desk.learned().stream().noneMatch(known -> known.key().startsWith(name)))
        .findFirst()
        .orElseThrow();
  }

  /** Says what is wrong. */
  void complain(String line) {
    problem.setText(line);
  }

  /** Trains; curves grow on the desk meanwhile. */
  void begin(TrainingRequest request) {
    TrainingWatch started = new TrainingWatch(request, System::nanoTime);
    watch = Optional.of(started);
    problem.setText("");
    pace.setText("Reading data and laying out schedules \u2026");
    bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
    running.setVisible(true);
    turns.play();
    changed.run();
    trainer.ask(started, started::run, this::end, failure -> fail(started, failure));
  }

  void cancel() {
    watch.ifPresent(TrainingWatch::cancel);
    pace.setText("Ending \u2026");
  }

  private void look() {
    watch
        .filter(training -> !training.isCancelled())
        .ifPresent(
            training -> {
              training.pace().ifPresent(this::show);
              training.soFar().filter(this::isNews).ifPresent(desk::open);
            });
  }

  private boolean isNews(Learned learned) {
    return desk.learned().stream().noneMatch(learned::equals);
  }

  private void show(TrainingPace now) {
    pace.setText(now.text());
    bar.setProgress((double) now.done() / now.all());
  }

  private void end(Learned learned) {
    stop();
    desk.open(learned);
    desk.say("Trained " + learned.name().replace(", trained", "") + ".");
  }

  private void fail(TrainingWatch training, Exception failure) {
    stop();
    if (failure instanceof CancellationException) {
      training.soFar().ifPresent(this::keep);
      desk.say("Training was cancelled.");
    } else if (failure instanceof IllegalArgumentException) {
      problem.setText(failure.getMessage());
    } else {
      problem.setText(Errors.message(failure));
    }
  }

  /** What was learned until then stays to be seen, under a name that says so. */
  private void keep(Learned soFar) {
    desk.close(soFar);
    if (soFar.runs().stream().anyMatch(run -> !run.seeds().isEmpty())) {
      desk.open(
          new Learned(soFar.name() + ", cancelled", soFar.file(), soFar.runs(), soFar.refused()));
    }
  }

  private void stop() {
    turns.stop();
    running.setVisible(false);
    watch = Optional.empty();
    changed.run();
  }
}
