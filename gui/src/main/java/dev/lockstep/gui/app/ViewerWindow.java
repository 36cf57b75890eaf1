package dev.lockstep.gui.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;

/** Runs in a window: tools above, the timelines one below the other, moving together. */
public final class ViewerWindow {

  private final List<TimelineView> timelines;
  private final BorderPane root = new BorderPane();

  /** A window on these files. */
  public ViewerWindow(List<Opened> files) {
    this.timelines = files.stream().map(file -> new TimelineView(file.recording())).toList();
    timelines.forEach(timeline -> timeline.setOnMoved(view -> follow(timeline, view)));
    root.getStylesheets().add(ViewerWindow.class.getResource("viewer.css").toExternalForm());
    root.setTop(tools());
    root.setCenter(stack(files));
  }

  /** All that is in the window. */
  public Parent root() {
    return root;
  }

  /** The runs, from the top down. */
  public List<TimelineView> timelines() {
    return timelines;
  }

  /** Lets the keyboard move the first run. */
  void focus() {
    timelines.stream().findFirst().ifPresent(Node::requestFocus);
  }

  private Node stack(List<Opened> files) {
    if (files.isEmpty()) {
      return new Label(
          "Nothing is open. Start me with a scenario or a trace: ./lockstep view FILE");
    }
    SplitPane stack = new SplitPane();
    stack.setOrientation(Orientation.VERTICAL);
    for (int i = 0; i < files.size(); i++) {
      BorderPane pane = new BorderPane(timelines.get(i));
      Label name = new Label(files.get(i).name());
      name.getStyleClass().add("run-name");
      pane.setTop(name);
      stack.getItems().add(pane);
    }
    return stack;
  }

  private void follow(TimelineView leader, View view) {
    timelines.stream().filter(other -> other != leader).forEach(other -> other.follow(view));
  }

  private ToolBar tools() {
    Button fit = new Button("Fit");
    fit.setOnAction(event -> timelines.forEach(TimelineView::fit));
    return new ToolBar(
        fit,
        toggle("Links", true, on -> timelines.forEach(t -> t.setLinks(on))),
        toggle("Critical path", false, on -> timelines.forEach(t -> t.showCriticalPath(on))),
        toggle("Dark", false, this::setDark));
  }

  private void setDark(boolean on) {
    Application.setUserAgentStylesheet(
        (on ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    timelines.forEach(timeline -> timeline.setPalette(on ? Palette.DARK : Palette.LIGHT));
  }

  private static ToggleButton toggle(String name, boolean on, Consumer<Boolean> action) {
    ToggleButton button = new ToggleButton(name);
    button.setSelected(on);
    button.setOnAction(event -> action.accept(button.isSelected()));
    return button;
  }
}
