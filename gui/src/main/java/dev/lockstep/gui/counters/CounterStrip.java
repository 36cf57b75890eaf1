package dev.lockstep.gui.counters;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.Drawing;
import dev.lockstep.gui.view.PixelView;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.report.counters.Counter;
import dev.lockstep.scenarios.report.counters.CounterTrack;
import dev.lockstep.scenarios.report.counters.Counters;
import dev.lockstep.scenarios.report.paint.CounterPainter;
import dev.lockstep.scenarios.report.picture.CounterPicture;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.picture.layout.CounterLayout;
import dev.lockstep.scenarios.report.picture.stack.CounterView;
import dev.lockstep.scenarios.report.picture.stack.DeviceChoice;
import dev.lockstep.scenarios.report.picture.stack.StackedPicture.ShownCounter;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** A counter of a run below its timeline. It moves with it. */
public final class CounterStrip extends VBox {

  private final Desk desk;
  private final RunPane run;
  private final ComboBox<String> counter = new ComboBox<>();
  private final ComboBox<DeviceChoice> devices = new ComboBox<>();
  private final Label value = new Label();
  private final PixelView picture = new PixelView();
  private final Line cursor = new Line();
  private Optional<Counters> counters = Optional.empty();
  private boolean drawn;

  CounterStrip(Desk desk, RunPane run) {
    this.desk = desk;
    this.run = run;
    getStyleClass().add("counters");
    counter.getStyleClass().add(Styles.SMALL);
    devices.getStyleClass().add(Styles.SMALL);
    value.getStyleClass().add("value");
    HBox tools = new HBox(8, counter, devices, value);
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.getStyleClass().add("tools");
    cursor.setManaged(false);
    cursor.setMouseTransparent(true);
    cursor.setVisible(false);
    cursor.getStyleClass().add("cursor");
    getChildren().addAll(tools, new Pane(picture, cursor));
    counter.setOnAction(event -> choose());
    devices.setOnAction(event -> draw());
    picture.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    picture.addEventHandler(MouseEvent.MOUSE_EXITED, event -> quiet());
    run.timeline().viewProperty().addListener((is, before, now) -> draw());
    run.timeline().selectedProperty().addListener((is, before, now) -> draw());
    run.openedProperty().addListener((is, before, now) -> forget());
    run.timeline().paletteProperty().addListener((is, before, now) -> draw());
    setShown(false);
  }

  /** Shows or hides it; what it shows is worked out when it is first seen. */
  void setShown(boolean shown) {
    setVisible(shown);
    setManaged(shown);
    if (shown && counters.isEmpty()) {
      ask();
    }
    draw();
  }

  /** What the line beside the choices says: the value under the mouse. */
  public String value() {
    return value.getText();
  }

  /** The counters that can be chosen; nothing until they have been worked out. */
  public List<String> choices() {
    return List.copyOf(counter.getItems());
  }

  /** Chooses a counter by its name. */
  public void choose(String name) {
    counter.setValue(name);
  }

  private void forget() {
    counters = Optional.empty();
    if (isVisible()) {
      ask();
    }
  }

  private void ask() {
    Opened opened = run.opened();
    Recording recording = run.timeline().recording();
    value.setText("Working out counters \u2026");
    desk.background()
        .ask(
            this,
            () -> Counters.of(recording, opened.run()),
            this::show,
            problem -> value.setText("No counters: " + Errors.message(problem)));
  }

  private void show(Counters found) {
    counters = Optional.of(found);
    String before = counter.getValue();
    List<String> names = found.available().stream().map(Counter::label).toList();
    counter.getItems().setAll(names);
    value.setText(names.isEmpty() ? "There is nothing to count in this run." : "");
    if (!names.isEmpty()) {
      counter.setValue(names.contains(before) ? before : names.get(0));
    }
    choose();
  }

  private void choose() {
    List<CounterTrack> tracks = tracks();
    if (!tracks.isEmpty()) {
      DeviceChoice before = devices.getValue();
      List<DeviceChoice> choices = DeviceChoice.of(tracks);
      devices.getItems().setAll(choices);
      devices.setValue(choices.contains(before) ? before : DeviceChoice.first(tracks));
    }
    draw();
  }

  private List<CounterTrack> tracks() {
    return counters.stream()
        .flatMap(found -> found.available().stream())
        .filter(one -> one.label().equals(counter.getValue()))
        .findFirst()
        .map(one -> counters.get().tracks(one))
        .orElse(List.of());
  }

  /** At most once a pulse; many devices take longer to add up than a frame may take. */
  private void draw() {
    if (!drawn && isVisible()) {
      drawn = true;
      Platform.runLater(this::drawNow);
    }
  }

  private void drawNow() {
    drawn = false;
    Optional<CounterView> looked = looked();
    View view = run.timeline().view();
    List<Long> ends = run.timeline().recording().iterationEndsNanos();
    Palette palette = desk.paletteProperty().get();
    looked.ifPresent(
        counterView ->
            picture.show(() -> drawing(counterView.picture(view, ends), palette), this::fit));
  }

  private static Drawing drawing(CounterPicture shown, Palette palette) {
    return new Drawing(
        shown.width(),
        shown.height(),
        (surface, scale) -> CounterPainter.paint(shown, palette, scale, surface));
  }

  private void fit(Drawing shown) {
    picture.setMinHeight(shown.height());
    picture.setPrefHeight(shown.height());
    picture.setMinWidth(0);
    picture.setPrefWidth(shown.width());
  }

  /** What is in sight of the counter; nothing while it is hidden or being worked out. */
  Optional<ShownCounter> shown() {
    List<Long> ends = run.timeline().recording().iterationEndsNanos();
    return looked().map(counterView -> counterView.shown(run.timeline().view(), ends));
  }

  private Optional<CounterView> looked() {
    List<CounterTrack> all = tracks();
    return !isVisible() || all.isEmpty() || devices.getValue() == null
        ? Optional.empty()
        : Optional.of(new CounterView(all, devices.getValue(), selectedDevice()));
  }

  private OptionalInt selectedDevice() {
    OptionalInt task = run.timeline().selected();
    return task.isEmpty()
        ? task
        : run.timeline().recording().find(task.getAsInt()).stream()
            .mapToInt(place -> place.row().device())
            .findFirst();
  }

  private void moved(MouseEvent event) {
    Optional<CounterView> looked = looked();
    if (looked.isEmpty() || event.getX() < View.GUTTER_PIXELS) {
      quiet();
      return;
    }
    long nanos = run.timeline().view().nanosAt(event.getX());
    value.setText(CounterValue.of(under(looked.get(), event.getY(), nanos), nanos));
    double x = Math.floor(event.getX()) + 0.5;
    cursor.setStartX(x);
    cursor.setEndX(x);
    cursor.setStartY(0);
    cursor.setEndY(picture.getPrefHeight());
    cursor.setVisible(true);
  }

  private static CounterTrack under(CounterView looked, double y, long nanos) {
    List<CounterTrack> own = looked.own();
    int first = looked.hasHighest() ? 1 : 0;
    int row = CounterLayout.row(y, looked.rowCount(), CounterView.MOST_PIXELS) - first;
    return row < 0 || own.isEmpty() ? CounterValue.highest(looked.all(), nanos) : own.get(row);
  }

  private void quiet() {
    value.setText("");
    cursor.setVisible(false);
  }
}
