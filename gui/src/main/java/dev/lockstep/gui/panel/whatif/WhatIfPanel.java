package dev.lockstep.gui.panel.whatif;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.whatif.Problem;
import dev.lockstep.scenarios.scenario.edit.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The scenario of the active run as a form: a change of it moves the picture and the figures. */
public final class WhatIfPanel implements Panel {

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");

  private final Desk desk;
  private final ObservableList<RunPane> runs;
  private final Map<RunPane, Session> sessions = new HashMap<>();
  private final Label title = new Label();
  private final Label error = new Label();
  private final Button fit = new Button("Fit the cluster");
  private final FigureView figures = new FigureView();
  private final FormView form = new FormView(this::fill);
  private final Button reset = button("Reset", "What the file says", this::reset);
  private final Button keep =
      button("Keep below", "Open this as another run, and go back to the file", Session::keep);
  private final Button save = button("Save as\u2026", "A new scenario file", this::save);
  private final VBox content;
  private final VBox root;

  /** A panel of a desk. */
  public WhatIfPanel(Desk desk) {
    this.desk = desk;
    this.runs = desk.runs();
    title.setWrapText(true);
    title.getStyleClass().addAll(Styles.TEXT_BOLD, "what-if-title");
    error.setWrapText(true);
    error.getStyleClass().addAll(Styles.DANGER, "field-error");
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    fit.getStyleClass().add(Styles.SMALL);
    fit.setOnAction(event -> with(this::fitCluster));
    fit.managedProperty().bind(fit.visibleProperty());
    ScrollPane scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("what-if-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    content = new VBox(10, actions(), figures, error, fit, new Separator(), scroll);
    root = new VBox(8, title, content);
    root.getStyleClass().add("what-if");
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::undoKey);
    root.addEventHandler(KeyEvent.KEY_PRESSED, WhatIfPanel::keepTyping);
    root.sceneProperty().addListener((is, before, now) -> show());
    desk.activeProperty().addListener((is, before, now) -> show());
    runs.addListener(
        (ListChangeListener<RunPane>) change -> sessions.keySet().retainAll(desk.runs()));
    addCommands();
    show();
  }

  @Override
  public String title() {
    return "What if";
  }

  @Override
  public Node node() {
    return root;
  }

  private FlowPane actions() {
    return new FlowPane(
        6,
        6,
        button("Undo", "Take the last change back", this::undo),
        button("Redo", "Make it again", this::redo),
        reset,
        keep,
        save);
  }

  private Button button(String name, String tip, Consumer<Session> action) {
    Button button = new Button(name);
    button.getStyleClass().add(Styles.SMALL);
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> with(action));
    return button;
  }

  private void addCommands() {
    desk.add(Command.of("What if", "Undo a change of the scenario", () -> with(this::undo)));
    desk.add(Command.of("What if", "Redo a change of the scenario", () -> with(this::redo)));
    desk.add(Command.of("What if", "Reset the scenario to its file", () -> with(this::reset)));
    desk.add(Command.of("What if", "Keep the change as another run", () -> with(Session::keep)));
    desk.add(Command.of("What if", "Fit the cluster to the degrees", () -> with(this::fitCluster)));
    desk.add(
        Command.of("What if", "Save the scenario as\u2026", "Shortcut+S", () -> with(this::save)));
  }

  private void with(Consumer<Session> action) {
    session().ifPresent(action);
  }

  /** The changes of the active run; none if it is a trace. */
  private Optional<Session> session() {
    return desk.activeProperty()
        .get()
        .filter(pane -> pane.opened().document().isPresent() && pane.opened().run().isPresent())
        .map(
            pane ->
                sessions.compute(
                    pane,
                    (run, known) ->
                        known != null && known.isOf(run.opened()) ? known : begin(run)));
  }

  private Session begin(RunPane pane) {
    Session session = new Session(desk, pane, this::show);
    if (!sessions.containsKey(pane)) {
      pane.openedProperty().addListener((is, before, now) -> reopened(pane, now));
    }
    return session;
  }

  /** Whether the run was read again: then all begins anew. */
  private void reopened(RunPane pane, Opened now) {
    Session known = sessions.get(pane);
    if (known != null && !known.isOf(now)) {
      show();
    }
  }

  private void show() {
    if (root.getScene() == null) {
      return;
    }
    Optional<Session> shown = session();
    content.setVisible(shown.isPresent());
    if (shown.isEmpty()) {
      title.setText(
          desk.activeProperty().get().isPresent()
              ? "A trace has no scenario that could be changed."
              : "Nothing is open.");
      return;
    }
    Session session = shown.get();
    if (session.figures().isEmpty() && !session.isBusy() && session.problem().isEmpty()) {
      session.measure();
    }
    title.setText(session.whatIf().title());
    boolean stale = session.isBusy() || session.problem().isPresent();
    figures.show(session.figures(), stale, session.whatIf().isChanged());
    form.show(session.whatIf(), session.problem());
    Optional<Problem> homeless = session.problem().filter(problem -> !form.hasPlaceFor(problem));
    error.setText(homeless.map(Problem::text).orElse(""));
    fit.setVisible(session.problem().isPresent() && session.whatIf().canFitCluster());
    boolean changed = session.whatIf().isChanged();
    reset.setDisable(!changed);
    keep.setDisable(!changed || session.problem().isPresent());
    save.setDisable(session.problem().isPresent());
  }

  private void fill(Field field, String text) {
    session()
        .filter(session -> !session.whatIf().now().text(field.pointer()).equals(text.strip()))
        .ifPresent(
            session -> {
              session.whatIf().fill(field, text);
              session.simulate();
            });
  }

  private void undo(Session session) {
    session.whatIf().undo();
    session.simulate();
  }

  private void redo(Session session) {
    session.whatIf().redo();
    session.simulate();
  }

  private void reset(Session session) {
    session.whatIf().reset();
    session.simulate();
  }

  private void fitCluster(Session session) {
    session.whatIf().fitCluster();
    session.simulate();
  }

  private void save(Session session) {
    if (session.problem().isEmpty()) {
      new SaveDialog(desk).save(session.whatIf().now(), root.getScene().getWindow());
    }
  }

  private void undoKey(KeyEvent event) {
    if (UNDO.match(event)) {
      with(this::undo);
      event.consume();
    } else if (REDO.match(event)) {
      with(this::redo);
      event.consume();
    }
  }

  /** What is typed here is no command for the timeline. */
  private static void keepTyping(KeyEvent event) {
    boolean key = event.getCode().isFunctionKey() || event.getCode() == KeyCode.ESCAPE;
    if (!key && !event.isShortcutDown() && !event.isAltDown()) {
      event.consume();
    }
  }
}
