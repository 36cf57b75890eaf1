package dev.lockstep.gui.search;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.marks.Search;
import dev.lockstep.gui.model.marks.SliceSet;
import dev.lockstep.gui.view.Marks;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Emphasis;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Searches the active run, marks what it found and goes from one to the next. */
public final class SearchBar {

  private static final double WIDTH = 580;
  private static final double FROM_TOP = 4;

  private final Desk desk;
  private final TextField field = new TextField();
  private final Label count = new Label();
  private final VBox bar = new VBox(6);
  private final ChangeListener<Opened> replaced = (is, before, now) -> search();
  private Optional<RunPane> searched = Optional.empty();
  private SliceSet found = SliceSet.NONE;

  private SearchBar(Desk desk) {
    this.desk = desk;
    field.setPromptText("Search tasks");
    HBox.setHgrow(field, Priority.ALWAYS);
    count.getStyleClass().add(Styles.TEXT_MUTED);
    count.setMinWidth(HBox.USE_PREF_SIZE);
    Label syntax = new Label(Search.SYNTAX);
    syntax.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    HBox line =
        new HBox(
            8,
            field,
            count,
            button("\u2191", () -> go(-1)),
            button("\u2193", () -> go(1)),
            button("\u2715", this::close));
    line.setAlignment(Pos.CENTER_LEFT);
    bar.getChildren().addAll(line, syntax);
    bar.getStyleClass().addAll("sheet", "search");
    bar.setPrefWidth(WIDTH);
    bar.setMaxSize(HBox.USE_PREF_SIZE, HBox.USE_PREF_SIZE);
    bar.setVisible(false);
    field.textProperty().addListener((is, before, now) -> search());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /** Adds the commands that search, and the bar that opens in front of a window. */
  public static void on(Desk desk, StackPane window) {
    SearchBar search = new SearchBar(desk);
    StackPane.setAlignment(search.bar, Pos.TOP_RIGHT);
    StackPane.setMargin(search.bar, new Insets(FROM_TOP, 12, 0, 0));
    window.getChildren().add(search.bar);
    desk.add(Command.of("Search", "Search tasks", "Shortcut+F '/'", search::open));
    desk.add(Command.of("Search", "Next match", "F3 Shortcut+G", () -> search.go(1)));
    desk.add(
        Command.of("Search", "Match before", "Shift+F3 Shortcut+Shift+G", () -> search.go(-1)));
    window.addEventFilter(KeyEvent.KEY_PRESSED, search::escape);
    desk.activeProperty().addListener((is, before, now) -> search.watch(before, now));
  }

  /** Searches another run, or the same one when it is replaced. */
  private void watch(Optional<RunPane> before, Optional<RunPane> now) {
    before.ifPresent(run -> run.openedProperty().removeListener(replaced));
    now.ifPresent(run -> run.openedProperty().addListener(replaced));
    search();
  }

  private void escape(KeyEvent event) {
    if (bar.isVisible() && event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    }
  }

  private void open() {
    bar.setVisible(true);
    field.requestFocus();
    field.selectAll();
    search();
  }

  private void close() {
    bar.setVisible(false);
    forget();
    desk.focus();
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      go(event.isShiftDown() ? -1 : 1);
      event.consume();
    }
  }

  private void search() {
    Optional<RunPane> run = desk.activeProperty().get();
    String text = field.getText();
    if (run.isEmpty()) {
      forget();
    }
    if (!bar.isVisible() || run.isEmpty()) {
      return;
    }
    Recording recording = run.get().timeline().recording();
    desk.background()
        .ask(
            this, () -> Search.find(recording, text), slices -> show(run.get(), recording, slices));
  }

  private void show(RunPane run, Recording recording, SliceSet slices) {
    forget();
    if (bar.isVisible() && run.timeline().recording() == recording) {
      searched = Optional.of(run);
      found = slices;
      run.timeline().mark(Emphasis.FOUND, slices);
      tell();
    }
  }

  private void forget() {
    searched.ifPresent(run -> run.timeline().mark(Emphasis.FOUND, SliceSet.NONE));
    searched = Optional.empty();
    found = SliceSet.NONE;
    count.setText("");
  }

  private void go(int by) {
    if (searched.isEmpty() || found.count() == 0) {
      return;
    }
    TimelineView timeline = searched.get().timeline();
    OptionalInt next =
        chosen()
            .map(place -> by > 0 ? found.after(place) : found.before(place))
            .orElseGet(() -> found.firstFrom(timeline.view().fromNanos()));
    timeline.select(next);
    timeline.reveal(next.orElseThrow());
    tell();
  }

  private Optional<Recording.Place> chosen() {
    return searched
        .map(RunPane::timeline)
        .filter(timeline -> timeline.selected().isPresent())
        .flatMap(timeline -> timeline.recording().find(timeline.selected().getAsInt()));
  }

  private void tell() {
    if (field.getText().isBlank()) {
      count.setText("");
      return;
    }
    String number =
        chosen()
            .filter(found::contains)
            .map(place -> "%,d of %,d".formatted(found.number(place), found.count()))
            .orElse(found.count() == 0 ? "nothing found" : "%,d found".formatted(found.count()));
    count.setText(number);
    int inSight = searched.map(run -> found.countIn(run.timeline().view())).orElse(0);
    int marked =
        searched.map(run -> found.inSight(run.timeline().view(), Marks.MOST).size()).orElse(0);
    if (marked < inSight) {
      desk.say(
          "%,d of the %,d found in sight have a frame, the others are too close to them: zoom in"
              .formatted(marked, inSight));
    } else {
      desk.say("");
    }
  }

  private static Button button(String text, Runnable action) {
    Button button = new Button(text);
    button.setFocusTraversable(false);
    button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    button.setOnAction(event -> action.run());
    return button;
  }
}
