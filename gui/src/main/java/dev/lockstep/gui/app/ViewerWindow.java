package dev.lockstep.gui.app;

import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.ViewLayout.Hit;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.Slices;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;

/** One run in a window: tools above, the timeline, what is under the mouse below. */
final class ViewerWindow {

  private final Recording recording;
  private final TimelineView timeline;
  private final Label status = new Label();
  private final BorderPane root = new BorderPane();

  ViewerWindow(Recording recording) {
    this.recording = recording;
    this.timeline = new TimelineView(recording);
    timeline.setOnHover(hit -> status.setText(describe(hit)));
    root.setTop(tools());
    root.setCenter(timeline);
    root.setBottom(status);
    BorderPane.setMargin(status, new Insets(4, 8, 4, 8));
  }

  Parent root() {
    return root;
  }

  TimelineView timeline() {
    return timeline;
  }

  private ToolBar tools() {
    Button fit = new Button("Fit");
    fit.setOnAction(event -> timeline.fit());
    ToggleButton links = new ToggleButton("Links");
    links.setSelected(true);
    links.setOnAction(event -> timeline.setLinks(links.isSelected()));
    ToggleButton dark = new ToggleButton("Dark");
    dark.setOnAction(
        event -> timeline.setPalette(dark.isSelected() ? Palette.DARK : Palette.LIGHT));
    return new ToolBar(fit, links, dark);
  }

  private String describe(Optional<Hit> hit) {
    return hit.map(this::describe).orElse("");
  }

  private String describe(Hit hit) {
    if (hit.slice().isEmpty()) {
      return hit.row().name() + ": idle";
    }
    Slices slices = hit.row().slices();
    int slice = hit.slice().get();
    long nanos = slices.endNanos(slice) - slices.startNanos(slice);
    return String.format(
        Locale.ROOT,
        "%s: %s, %s, from %.6f ms for %.6f ms",
        hit.row().name(),
        recording.label(slices.id(slice)),
        slices.kind(slice).label(),
        slices.startNanos(slice) / 1e6,
        nanos / 1e6);
  }
}
