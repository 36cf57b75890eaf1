package dev.lockstep.gui.panel.results;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.results.CellText;
import dev.lockstep.gui.model.results.Point;
import dev.lockstep.gui.model.results.Points;
import dev.lockstep.gui.panel.results.PointPainter.Dot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Point2D;
import javafx.scene.chart.NumberAxis;
import javafx.scene.shape.Circle;
import javafx.util.StringConverter;

/** Rows as points: one is chosen by a click or the arrow keys, and opened by two or Enter. */
final class PointChart extends PaintedChart<Number, Number> {

  private static final double REACH = 14;
  private static final double HOVER_RING = 6;
  private static final double ROOM = 0.03;

  private final IntFunction<Card> cards;
  private final IntConsumer choose;
  private final IntConsumer open;
  private final NumberAxis across;
  private final NumberAxis up;
  private final Circle ring = new Circle(HOVER_RING);
  private Optional<Points> shown = Optional.empty();
  private List<Point> byX = List.of();
  private List<Dot> placed = List.of();
  private List<Integer> chosen = List.of();

  /**
   * Shows nothing yet.
   *
   * @param cards what is said of a row
   * @param choose takes a row that was chosen
   * @param open takes a row that is to be opened
   */
  PointChart(IntFunction<Card> cards, IntConsumer choose, IntConsumer open) {
    super(axis(), axis());
    this.cards = cards;
    this.choose = choose;
    this.open = open;
    this.across = (NumberAxis) getXAxis();
    this.up = (NumberAxis) getYAxis();
    ring.getStyleClass().add("ring");
    addMark(ring);
  }

  private static NumberAxis axis() {
    NumberAxis axis = new NumberAxis();
    axis.setForceZeroInRange(false);
    axis.setTickLabelFormatter(
        new StringConverter<>() {
          @Override
          public String toString(Number number) {
            return CellText.compact(number.doubleValue());
          }

          @Override
          public Number fromString(String text) {
            throw new UnsupportedOperationException(text);
          }
        });
    return axis;
  }

  /** Shows these in place of those before. */
  void show(Points points) {
    shown = Optional.of(points);
    byX =
        points.all().stream()
            .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
            .toList();
    across.setLabel(points.across().name());
    up.setLabel(points.up().name());
    placed = List.of(); // until the axes have found their ranges
    leave();
    tellOfAll();
    updateAxisRange();
    requestChartLayout();
  }

  /** Lets rows stand out. */
  void choose(List<Integer> rows) {
    chosen = rows;
    repaint();
    tellOfAll();
  }

  private void tellOfAll() {
    int rows = byX.size();
    setAccessibleText(
        chosen.size() == 1
            ? cards.apply(chosen.get(0)).toString()
            : "%,d points, %d on the Pareto front"
                .formatted(rows, shown.map(points -> points.front().size()).orElse(0)));
  }

  @Override
  protected void updateAxisRange() {
    range(across, Point::x);
    range(up, Point::y);
  }

  private void range(NumberAxis axis, ToDoubleFunction<Point> figure) {
    double least = byX.stream().mapToDouble(figure).min().orElse(0);
    double most = byX.stream().mapToDouble(figure).max().orElse(1);
    double room = ROOM * (most > least ? most - least : Math.max(1, Math.abs(most)));
    double from = least >= 0 ? Math.max(0, least - room) : least - room;
    axis.invalidateRange(List.of(from, most + room));
  }

  @Override
  Painting painting() {
    if (shown.isEmpty()) {
      return (surface, scale) -> {};
    }
    Points points = shown.get();
    Set<Integer> rows = new HashSet<>(chosen);
    List<Dot> standOut = new ArrayList<>();
    List<Dot> all = new ArrayList<>();
    for (Point point : points.all()) {
      Dot dot = dot(points, point);
      all.add(dot);
      if (rows.contains(point.row())) {
        standOut.add(dot);
      }
    }
    placed = all;
    List<Dot> front = points.front().stream().map(point -> dot(points, point)).toList();
    return new PointPainter(all, front, standOut, palette());
  }

  private Dot dot(Points points, Point point) {
    return new Dot(x(point), y(point), points.groups().style(point.row(), palette()));
  }

  private double x(Point point) {
    return across.getDisplayPosition(point.x());
  }

  private double y(Point point) {
    return up.getDisplayPosition(point.y());
  }

  /** Where a row's point is, in the pixels of the plot; none if it has no point. */
  Optional<Point2D> place(int row) {
    return find(row).map(point -> new Point2D(x(point), y(point)));
  }

  private Optional<Point> find(int row) {
    return byX.stream().filter(point -> point.row() == row).findFirst();
  }

  private Optional<Point> nearest(Point2D place) {
    int nearest = -1;
    double least = REACH;
    for (int i = 0; i < placed.size(); i++) {
      double distance = place.distance(placed.get(i).x(), placed.get(i).y());
      if (distance <= least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest < 0 ? Optional.empty() : Optional.of(shown.orElseThrow().all().get(nearest));
  }

  @Override
  void point(Point2D place) {
    nearest(place).ifPresentOrElse(this::mark, this::leave);
  }

  private void mark(Point point) {
    ring.setCenterX(x(point));
    ring.setCenterY(y(point));
    ring.setVisible(true);
    say(Optional.of(cards.apply(point.row())), x(point), y(point));
  }

  @Override
  void leave() {
    ring.setVisible(false);
    say(Optional.empty(), 0, 0);
  }

  @Override
  void click(Point2D place, int count) {
    Optional<Point> at = nearest(place);
    at.ifPresent(point -> choose.accept(point.row()));
    if (count == 2) {
      at.ifPresent(point -> open.accept(point.row()));
    }
  }

  /** Across to the next point, wherever it stands; up and down along the front. */
  @Override
  void step(int right, int upwards) {
    List<Point> line =
        upwards == 0 ? byX : shown.map(Points::front).orElse(List.of()).stream().toList();
    if (line.isEmpty()) {
      return;
    }
    int here =
        chosen.isEmpty() ? -1 : line.stream().map(Point::row).toList().indexOf(chosen.get(0));
    int move = upwards == 0 ? right : upwards;
    int next = here < 0 ? 0 : Math.max(0, Math.min(line.size() - 1, here + move));
    Point point = line.get(next);
    choose.accept(point.row());
    mark(point);
  }

  @Override
  void open() {
    chosen.stream().findFirst().ifPresent(open::accept);
  }
}
