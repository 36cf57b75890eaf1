package dev.lockstep.gui.panel.learning;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.view.Drawing;
import dev.lockstep.gui.view.HoverCard;
import dev.lockstep.gui.view.PixelView;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.report.curves.Across;
import dev.lockstep.scenarios.report.curves.CurveLayout;
import dev.lockstep.scenarios.report.curves.CurveLayout.Hit;
import dev.lockstep.scenarios.report.curves.CurvePainter;
import dev.lockstep.scenarios.report.curves.CurvePicture;
import dev.lockstep.scenarios.report.curves.CurveSheet;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

/** Curves, and what is said of the point under the mouse or chosen by the arrow keys. */
final class CurveView extends Region {

  private static final double REACH = 44;
  private static final double RING = 4.5;
  private static final double LEAST_HEIGHT = 150;
  private static final double USUAL_HEIGHT = 320;

  /** Says what there is to say of a point. */
  interface Cards {
    Card of(CurveSheet sheet, Hit hit, TimeUnit unit);
  }

  private final Cards cards;
  private final PixelView picture = new PixelView();
  private final Line hair = new Line();
  private final Circle ring = new Circle(RING);
  private final HoverCard card = new HoverCard();
  private CurveSheet sheet =
      new CurveSheet(List.of(), LearnedFigure.ACCURACY, Across.SIMULATED_TIME, List.of());
  private Palette palette = Palette.LIGHT;
  private CurveLayout layout = CurveLayout.of(sheet, 1, 1);
  private OptionalInt emphasised = OptionalInt.empty();
  private Optional<Hit> hit = Optional.empty();
  private int laidOutWidth;
  private int laidOutHeight;

  CurveView(Cards cards) {
    this.cards = cards;
    getStyleClass().add("curves");
    setMinHeight(LEAST_HEIGHT);
    setMinWidth(0);
    setPrefHeight(USUAL_HEIGHT);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    hair.getStyleClass().add("hair");
    ring.getStyleClass().add("ring");
    List.of(hair, ring)
        .forEach(
            mark -> {
              mark.setManaged(false);
              mark.setMouseTransparent(true);
              mark.setVisible(false);
            });
    getChildren().addAll(picture, hair, ring, card);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> choose(Optional.empty()));
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /** Draws these in place of those before; a point that is still there stays chosen. */
  void show(CurveSheet next, Palette colours) {
    sheet = next;
    palette = colours;
    hit = hit.filter(this::isThere);
    lay();
    choose(hit);
  }

  /** Lets a curve stand out while no point is chosen. */
  void emphasise(OptionalInt entry) {
    emphasised = entry;
    draw();
  }

  /** What is drawn. */
  CurveSheet sheet() {
    return sheet;
  }

  @Override
  protected void layoutChildren() {
    picture.resizeRelocate(0, 0, getWidth(), getHeight());
    boolean sameSize = laidOutWidth == (int) getWidth() && laidOutHeight == (int) getHeight();
    if (!sameSize) {
      lay();
      choose(hit);
    }
  }

  /** Works out where everything stands, and draws it. */
  private void lay() {
    laidOutWidth = (int) getWidth();
    laidOutHeight = (int) getHeight();
    layout = CurveLayout.of(sheet, Math.max(1, laidOutWidth), Math.max(1, laidOutHeight));
    draw();
  }

  private void draw() {
    if (laidOutWidth <= 0 || laidOutHeight <= 0 || getScene() == null) {
      return;
    }
    OptionalInt inFront = hit.map(at -> OptionalInt.of(at.entry())).orElse(emphasised);
    CurveLayout drawn = layout;
    int width = laidOutWidth;
    int height = laidOutHeight;
    Palette colours = palette;
    picture.show(
        () -> {
          CurvePicture made = drawn.picture(inFront);
          return new Drawing(
              width, height, (surface, scale) -> CurvePainter.paint(made, colours, scale, surface));
        });
  }

  private void point(double x, double y) {
    choose(layout.nearest(x, y, REACH));
  }

  private void choose(Optional<Hit> next) {
    boolean redraw = !next.map(Hit::entry).equals(hit.map(Hit::entry));
    hit = next;
    next.ifPresentOrElse(this::mark, this::unmark);
    if (redraw) {
      draw();
    }
  }

  private void mark(Hit at) {
    Point point = point(at);
    double x = layout.x(point);
    double y = layout.y(point.mean());
    double across = Math.floor(x) + 0.5;
    hair.setStartX(across);
    hair.setEndX(across);
    hair.setStartY(layout.plot().y());
    hair.setEndY(layout.plot().y() + layout.plot().height());
    ring.setCenterX(x);
    ring.setCenterY(y);
    ring.setVisible(y >= layout.plot().y());
    hair.setVisible(true);
    Card said = cards.of(sheet, at, layout.unit());
    setAccessibleText(said.toString());
    card.show(Optional.of(said), x, y, getWidth(), getHeight());
  }

  private void unmark() {
    hair.setVisible(false);
    ring.setVisible(false);
    card.hide();
    setAccessibleText("%s of %d curves".formatted(sheet.figure().label(), sheet.entries().size()));
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> step(0, -1);
      case RIGHT -> step(0, 1);
      case UP -> step(-1, 0);
      case DOWN -> step(1, 0);
      case HOME -> step(0, Integer.MIN_VALUE / 2);
      case END -> step(0, Integer.MAX_VALUE / 2);
      case ESCAPE -> choose(Optional.empty());
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** To another curve, as the legend has them, or along it; first to the end of the first. */
  private void step(int curves, int looks) {
    List<Integer> filled =
        IntStream.range(0, sheet.entries().size())
            .filter(entry -> !points(entry).isEmpty())
            .boxed()
            .toList();
    if (filled.isEmpty()) {
      return;
    }
    if (hit.isEmpty()) {
      int first =
          emphasised.isPresent() && filled.contains(emphasised.getAsInt())
              ? emphasised.getAsInt()
              : filled.get(0);
      choose(Optional.of(new Hit(first, points(first).size() - 1)));
      return;
    }
    int place = filled.indexOf(hit.get().entry()) + curves;
    int entry = filled.get(Math.max(0, Math.min(filled.size() - 1, place)));
    int look = Math.max(0, Math.min(points(entry).size() - 1, hit.get().point() + looks));
    choose(Optional.of(new Hit(entry, look)));
  }

  private boolean isThere(Hit at) {
    return at.entry() < sheet.entries().size() && at.point() < points(at.entry()).size();
  }

  private List<Point> points(int entry) {
    return sheet.entries().get(entry).curve().points();
  }

  private Point point(Hit at) {
    return points(at.entry()).get(at.point());
  }
}
