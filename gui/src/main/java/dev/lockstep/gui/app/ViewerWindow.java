package dev.lockstep.gui.app;

import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.window.Recording;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;

/** One run in a window: tools above, the timeline below. */
public final class ViewerWindow {

  private final TimelineView timeline;
  private final BorderPane root = new BorderPane();

  /** A window on a recording. */
  public ViewerWindow(Recording recording) {
    this.timeline = new TimelineView(recording);
    root.getStylesheets().add(ViewerWindow.class.getResource("viewer.css").toExternalForm());
    root.setTop(tools());
    root.setCenter(timeline);
  }

  /** All that is in the window. */
  public Parent root() {
    return root;
  }

  /** The run. */
  public TimelineView timeline() {
    return timeline;
  }

  private ToolBar tools() {
    Button fit = new Button("Fit");
    fit.setOnAction(event -> timeline.fit());
    ToggleButton links = new ToggleButton("Links");
    links.setSelected(true);
    links.setOnAction(event -> timeline.setLinks(links.isSelected()));
    ToggleButton critical = new ToggleButton("Critical path");
    critical.setOnAction(event -> timeline.showCriticalPath(critical.isSelected()));
    ToggleButton dark = new ToggleButton("Dark");
    dark.setOnAction(
        event -> timeline.setPalette(dark.isSelected() ? Palette.DARK : Palette.LIGHT));
    return new ToolBar(fit, links, critical, dark);
  }
}
