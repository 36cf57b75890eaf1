package dev.lockstep.gui.panel.results;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.view.Drawing;
import dev.lockstep.gui.view.HoverCard;
import dev.lockstep.gui.view.PixelView;
import dev.lockstep.scenarios.report.paint.Pixels;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.chart.Axis;
import javafx.scene.chart.XYChart;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * A chart with JavaFX's axes and grid, whose inside is a picture that is painted away from the
 * JavaFX thread. A node for each point, as JavaFX's own charts have, takes seconds for 20,000 of
 * them, and half a second for each frame in which the window changes its size.
 */
abstract class PaintedChart<X, Y> extends XYChart<X, Y> {

  private static final double LEAST_HEIGHT = 150;
  private static final double USUAL_HEIGHT = 320;

  private final PixelView picture = new PixelView();
  private final HoverCard card = new HoverCard();
  private Palette palette = Palette.LIGHT;

  /** Paints on a surface, given how many of its pixels a pixel of the window takes. */
  interface Painting {
    void paint(Pixels surface, double scale);
  }

  PaintedChart(Axis<X> across, Axis<Y> up) {
    super(across, up);
    setAnimated(false);
    setLegendVisible(false);
    setData(FXCollections.observableArrayList());
    across.setAnimated(false);
    up.setAnimated(false);
    picture.setManaged(false);
    getPlotChildren().add(picture);
    getChildren().add(card);
    getStyleClass().add("painted-chart");
    setMinSize(0, LEAST_HEIGHT);
    setPrefHeight(USUAL_HEIGHT);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(inPlot(event)));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> leave());
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.isStillSincePress()) {
            click(inPlot(event), event.getClickCount());
          }
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private Point2D inPlot(MouseEvent event) {
    return picture.sceneToLocal(event.getSceneX(), event.getSceneY());
  }

  /** What is at a place of the plot under the mouse. */
  abstract void point(Point2D place);

  /** The mouse is somewhere else now. */
  abstract void leave();

  /** A click on a place of the plot. */
  abstract void click(Point2D place, int count);

  /** Goes from what is chosen to what is beside it: -1, 0 or 1 across and up. */
  abstract void step(int across, int up);

  /** Opens what is chosen. */
  abstract void open();

  /** Works out, from where the axes have values now, what is painted; no pictures are made here. */
  abstract Painting painting();

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> step(-1, 0);
      case RIGHT -> step(1, 0);
      case UP -> step(0, 1);
      case DOWN -> step(0, -1);
      case ENTER -> open();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Uses other colours from the next picture on. */
  final void use(Palette colours) {
    palette = colours;
  }

  final Palette palette() {
    return palette;
  }

  /** Adds a mark in front of the picture, to be put into its place by the chart. */
  final void addMark(Node mark) {
    mark.setManaged(false);
    mark.setMouseTransparent(true);
    mark.setVisible(false);
    getPlotChildren().add(mark);
  }

  /** Says something beside a place of the plot, or nothing any more. */
  final void say(Optional<Card> said, double x, double y) {
    Point2D here = sceneToLocal(picture.localToScene(x, y));
    card.show(said, here.getX(), here.getY(), getWidth(), getHeight());
    card.toFront();
  }

  @Override
  protected final void layoutPlotChildren() {
    double width = getXAxis().getWidth();
    double height = getYAxis().getHeight();
    picture.resizeRelocate(0, 0, width, height);
    if (width >= 1 && height >= 1 && getScene() != null) {
      paint(width, height);
    }
  }

  /** Paints again where everything stands as before. */
  final void repaint() {
    if (picture.getWidth() >= 1 && picture.getHeight() >= 1 && getScene() != null) {
      paint(picture.getWidth(), picture.getHeight());
    }
  }

  private void paint(double width, double height) {
    Painting painting = painting();
    Supplier<Drawing> drawing =
        () ->
            new Drawing(
                width,
                height,
                (surface, scale) -> {
                  Arrays.fill(surface.argb(), 0); // the grid behind is seen
                  painting.paint(surface, scale);
                });
    picture.show(drawing);
  }

  // There are no nodes of data.

  @Override
  protected final void updateLegend() {}

  @Override
  protected final void dataItemAdded(Series<X, Y> series, int index, Data<X, Y> item) {}

  @Override
  protected final void dataItemRemoved(Data<X, Y> item, Series<X, Y> series) {}

  @Override
  protected final void dataItemChanged(Data<X, Y> item) {}

  @Override
  protected final void seriesAdded(Series<X, Y> series, int index) {}

  @Override
  protected final void seriesRemoved(Series<X, Y> series) {}
}
