package dev.lockstep.gui.overview;

import dev.lockstep.gui.model.OverviewFrame;
import dev.lockstep.gui.model.OverviewFrame.Grip;
import dev.lockstep.gui.view.Drawing;
import dev.lockstep.gui.view.PixelView;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.picture.layout.OverviewLayout;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * All of a run at a small size, and in it a frame around what is in sight. The frame can be dragged
 * and stretched, and follows a click.
 */
public final class Minimap extends Region {

  private static final double LABEL = 18;
  private static final double LANES = 36;
  private static final double BELOW = 6;

  private final TimelineView timeline;
  private final PixelView picture = new PixelView();
  private final Region before = region("minimap-beside");
  private final Region after = region("minimap-beside");
  private final Region frame = region("minimap-frame");
  private final Label label = new Label();
  private Optional<Painted> painted = Optional.empty();
  private OverviewFrame start;
  private Grip grip = Grip.BESIDE;
  private double pressedX;
  private Object movement = new Object();

  /** What decides how it looks, the frame apart. */
  private record Painted(Recording recording, Palette palette, int width) {}

  /** The minimap of a timeline. */
  public Minimap(TimelineView timeline) {
    this.timeline = timeline;
    this.start = frame();
    getStyleClass().add("minimap");
    label.getStyleClass().add("minimap-label");
    label.setMouseTransparent(true);
    getChildren().addAll(picture, before, after, frame, label);
    timeline.viewProperty().addListener((is, was, now) -> requestLayout());
    timeline.paletteProperty().addListener((is, was, now) -> requestLayout());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
  }

  private static Region region(String style) {
    Region region = new Region();
    region.getStyleClass().add(style);
    region.setMouseTransparent(true);
    return region;
  }

  /** What the frame shows. */
  public OverviewFrame frame() {
    View view = timeline.view();
    return new OverviewFrame(
        OverviewLayout.window(timeline.recording(), (int) getWidth()),
        view.fromNanos(),
        view.toNanos());
  }

  /** What is said about the frame. */
  public String label() {
    return label.getText();
  }

  @Override
  protected double computePrefHeight(double width) {
    return LABEL + LANES + BELOW;
  }

  @Override
  protected double computeMinHeight(double width) {
    return LABEL + LANES + BELOW;
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() <= View.GUTTER_PIXELS + 1) {
      return;
    }
    paint();
    OverviewFrame shown = frame();
    double gutter = View.GUTTER_PIXELS;
    double left = gutter + Math.floor(shown.left());
    double right = Math.max(left + 2, gutter + Math.ceil(shown.right()));
    double end = gutter + shown.run().columns();
    picture.resizeRelocate(0, LABEL, getWidth(), LANES);
    before.resizeRelocate(gutter, LABEL, Math.max(0, left - gutter), LANES);
    after.resizeRelocate(right, LABEL, Math.max(0, end - right), LANES);
    frame.resizeRelocate(left - 1, LABEL - 1, right - left + 2, LANES + 2);
    label.setText(shown.label());
    double width = label.prefWidth(-1);
    double middle = (left + right - width) / 2;
    double x = Math.max(gutter, Math.min(end - width, middle));
    label.resizeRelocate(Math.rint(x), 0, width, LABEL - 1);
  }

  /** Only if it would look different from before: the frame alone is cheap to move. */
  private void paint() {
    Painted now =
        new Painted(timeline.recording(), timeline.paletteProperty().get(), (int) getWidth());
    if (!painted.equals(Optional.of(now))) {
      painted = Optional.of(now);
      picture.show(
          () ->
              Drawing.of(
                  OverviewLayout.of(now.recording(), now.width(), (int) LANES), now.palette()));
    }
  }

  private void pressed(MouseEvent event) {
    timeline.requestFocus();
    movement = new Object();
    double x = event.getX() - View.GUTTER_PIXELS;
    grip = frame().gripAt(x);
    if (grip == Grip.BESIDE) {
      timeline.look(frame().around(frame().nanosAt(x)), movement);
      grip = Grip.BODY;
    }
    start = frame();
    pressedX = x;
    event.consume();
  }

  private void dragged(MouseEvent event) {
    double x = event.getX() - View.GUTTER_PIXELS;
    long by = start.nanosAt(x) - start.nanosAt(pressedX);
    timeline.look(start.dragged(grip, by), movement);
    event.consume();
  }

  private void moved(MouseEvent event) {
    setCursor(
        switch (frame().gripAt(event.getX() - View.GUTTER_PIXELS)) {
          case FROM, TO -> Cursor.H_RESIZE;
          case BODY -> Cursor.OPEN_HAND;
          case BESIDE -> Cursor.DEFAULT;
        });
  }
}
