package dev.lockstep.gui.panel.learning;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.learning.TrainingRequest;
import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Lets the scenario of the active run be trained, as {@code lockstep train} does. */
final class TrainForm {

  private static final int MOST_SEEDS = 1_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final double SEEDS_WIDTH = 64;
  private static final double ITERATIONS_WIDTH = 92;

  private final Desk desk;
  private final Training training;
  private final Label title = new Label();
  private final Label note = new Label();
  private final TextField strategies = field("train-strategies");
  private final TextField seeds = field("train-seeds");
  private final TextField iterations = field("train-iterations");
  private final Button train = new Button("Train");
  private final GridPane fields = new GridPane();
  private final VBox root;
  private final ChangeListener<Object> changed = (is, before, now) -> show();

  TrainForm(Desk desk) {
    this.desk = desk;
    this.training = new Training(desk, this::show);
    title.getStyleClass().add(Styles.TEXT_BOLD);
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    note.managedProperty().bind(note.visibleProperty());
    train.setId("train");
    train.getStyleClass().addAll(Styles.SMALL, Styles.ACCENT);
    train.setMinWidth(Region.USE_PREF_SIZE);
    train.setOnAction(event -> begin());
    lay();
    root = new VBox(6, title, note, fields, training.node());
    root.getStyleClass().add("train-form");
    root.sceneProperty().addListener(changed);
    desk.activeProperty().addListener((is, before, now) -> follow(before, now));
    desk.add(Command.of("Accuracy", "Train the scenario", this::begin));
    desk.add(Command.of("Accuracy", "Cancel training", training::cancel));
    follow(Optional.empty(), desk.activeProperty().get());
  }

  Node node() {
    return root;
  }

  private TextField field(String id) {
    TextField field = new TextField();
    field.setId(id);
    field.getStyleClass().add(Styles.SMALL);
    field.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            begin();
            event.consume();
          }
        });
    return field;
  }

  private void lay() {
    ColumnConstraints grows = new ColumnConstraints();
    grows.setHgrow(Priority.ALWAYS);
    ColumnConstraints narrow = new ColumnConstraints(SEEDS_WIDTH);
    ColumnConstraints wider = new ColumnConstraints(ITERATIONS_WIDTH);
    fields.getColumnConstraints().addAll(grows, narrow, wider);
    fields.setHgap(8);
    fields.setVgap(2);
    fields.addRow(0, caption("strategies"), caption("seeds"), caption("mini-batches"));
    fields.addRow(1, strategies, seeds, iterations, train);
    strategies.setTooltip(
        new Tooltip(
            "With commas between them: 1f1b, local, interlocking:lookAhead=2; or all.\n"
                + "The scenario's own if this is empty."));
    fields.managedProperty().bind(fields.visibleProperty());
  }

  private static Label caption(String text) {
    Label caption = new Label(text);
    caption.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    return caption;
  }

  private void follow(Optional<RunPane> before, Optional<RunPane> now) {
    before.ifPresent(run -> run.openedProperty().removeListener(changed));
    now.ifPresent(run -> run.openedProperty().addListener(changed));
    show();
  }

  /** The scenario of the active run, if it says what is learned. */
  private Optional<ScenarioDocument> document() {
    return active().flatMap(Opened::document).filter(document -> document.has("/learning"));
  }

  private Optional<Opened> active() {
    return desk.activeProperty().get().map(RunPane::opened);
  }

  private void show() {
    Optional<ScenarioDocument> document = document();
    title.setText(active().map(run -> "Train " + run.name()).orElse("Train"));
    note.setText(why());
    note.setVisible(document.isEmpty());
    fields.setVisible(document.isPresent());
    train.setDisable(training.isBusy());
    document.ifPresent(
        known -> {
          strategies.setPromptText(known.text("/strategy/name"));
          seeds.setPromptText(or(known.text("/learning/seeds"), "1"));
          iterations.setPromptText(or(known.text("/learning/iterations"), "500"));
        });
  }

  private String why() {
    Optional<Opened> run = active();
    if (run.isEmpty()) {
      return "Open a scenario with a section \"learning\", such as learn-spirals.yaml.";
    }
    return run.get().document().isEmpty()
        ? "A trace says nothing of what is learned. Open a scenario."
        : "This scenario says nothing of what is learned. Add a section \"learning\":"
            + " docs/learning.md.";
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private void begin() {
    Optional<ScenarioDocument> document = document();
    if (document.isEmpty()) {
      desk.say(why());
      return;
    }
    if (training.isBusy()) {
      desk.say("Something is being trained. Cancel it, or wait.");
      return;
    }
    Optional<String> wrong =
        problem("seeds", seeds, MOST_SEEDS)
            .or(() -> problem("mini-batches", iterations, MOST_ITERATIONS));
    if (wrong.isPresent()) {
      training.complain(wrong.get());
      return;
    }
    List<String> words =
        Arrays.stream(strategies.getText().split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
    training.begin(
        new TrainingRequest(
            training.freeName(active().orElseThrow().name()),
            document.get(),
            words,
            number(seeds),
            number(iterations)));
  }

  private static Optional<String> problem(String name, TextField field, int most) {
    String text = field.getText().strip();
    boolean number = text.matches("[0-9]{1,8}");
    boolean fits = number && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most;
    return text.isEmpty() || fits
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "%s: %s is no whole number from 1 to %,d.", name, text, most));
  }

  private static Optional<Integer> number(TextField field) {
    return Optional.of(field.getText().strip())
        .filter(text -> !text.isEmpty())
        .map(Integer::valueOf);
  }
}
