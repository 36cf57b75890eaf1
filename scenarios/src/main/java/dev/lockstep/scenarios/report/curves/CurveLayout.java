package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.format.curve.FigureRange;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.RoundNumbers;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.report.curves.CurvePicture.Drawn;
import dev.lockstep.scenarios.report.curves.CurvePicture.Rule;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Panel;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where everything of a sheet stands in a picture of a given size. */
public final class CurveLayout {

  static final double TEXT = 11;
  private static final double CHARACTER = 6.4;
  private static final double UPPER = 26;
  private static final double LOWER = 38;
  private static final double RIGHT = 14;
  private static final double LEAST_LEFT = 34;
  private static final double PIXELS_A_TICK = 46;
  private static final double PIXELS_A_LABEL = 70;
  private static final double ROOM_BEHIND = 1.015;
  private static final double MOST_BAND = 0.17;
  private static final double ALL_BANDS = 1.4;
  private static final double PALE = 0.28;

  private final CurveSheet sheet;
  private final int width;
  private final int height;
  private final FigureRange range;
  private final double farthest;
  private final TimeUnit unit;
  private final List<BigDecimal> figures;
  private final Panel plot;

  private CurveLayout(CurveSheet sheet, int width, int height, double below) {
    this.sheet = sheet;
    this.width = width;
    this.height = height;
    this.range = reach(sheet);
    this.farthest =
        ROOM_BEHIND
            * Math.max(1e-9, points(sheet).mapToDouble(sheet.across()::position).max().orElse(1));
    this.unit = TimeUnit.of(points(sheet).mapToDouble(Point::simulatedMs).max().orElse(0));
    double scale = sheet.figure().scale();
    double plotHeight = Math.max(1, height - UPPER - LOWER - below);
    int ticks = (int) Math.max(1, Math.min(8, plotHeight / PIXELS_A_TICK));
    this.figures = RoundNumbers.between(scale * range.low(), scale * range.high(), ticks).numbers();
    int longest = figures.stream().mapToInt(at -> RoundNumbers.text(at).length()).max().orElse(1);
    double left = Math.max(LEAST_LEFT, 12 + CHARACTER * longest);
    this.plot = new Panel(left, UPPER, Math.max(1, width - left - RIGHT), plotHeight);
  }

  /** In a picture without a legend. */
  public static CurveLayout of(CurveSheet sheet, int width, int height) {
    return new CurveLayout(sheet, width, height, 0);
  }

  /** In a picture that is as much higher as its legend needs. */
  public static CurveLayout withLegend(CurveSheet sheet, int width, int height) {
    double below = CurveLegend.height(sheet.entries().size(), width);
    return new CurveLayout(sheet, width, (int) Math.ceil(height + below), below);
  }

  /** A target lies in sight, unless there is nothing else. */
  private static FigureRange reach(CurveSheet sheet) {
    FigureRange curves = FigureRange.of(sheet.curves(), sheet.figure());
    double high = sheet.targets().stream().mapToDouble(at -> at + 0.01).max().orElse(0);
    return points(sheet).findAny().isEmpty()
        ? new FigureRange(0, 1)
        : new FigureRange(curves.low(), Math.max(curves.high(), high));
  }

  private static Stream<Point> points(CurveSheet sheet) {
    return sheet.entries().stream().flatMap(entry -> entry.curve().points().stream());
  }

  /** Where curves are drawn. */
  public Panel plot() {
    return plot;
  }

  /** The unit of the time axis. */
  public TimeUnit unit() {
    return unit;
  }

  /** Where a point stands across. */
  public double x(Point point) {
    return plot.x() + sheet.across().position(point) / farthest * plot.width();
  }

  /** Where a figure stands. */
  public double y(double figure) {
    return plot.y() + (range.high() - figure) / (range.high() - range.low()) * plot.height();
  }

  /**
   * A point of a curve.
   *
   * @param entry index of its entry
   * @param point index of it among the curve's points
   */
  public record Hit(int entry, int point) {}

  /** The point that is nearest to a place, if it is not farther away than so many pixels. */
  public Optional<Hit> nearest(double x, double y, double most) {
    return IntStream.range(0, sheet.entries().size())
        .boxed()
        .flatMap(
            entry -> IntStream.range(0, at(entry).size()).mapToObj(point -> new Hit(entry, point)))
        .filter(hit -> distance(hit, x, y) <= most)
        .min(Comparator.comparingDouble(hit -> distance(hit, x, y)));
  }

  private double distance(Hit hit, double x, double y) {
    Point point = at(hit.entry()).get(hit.point());
    return Math.hypot(x(point) - x, y(point.mean()) - y);
  }

  private List<Point> at(int entry) {
    return sheet.entries().get(entry).curve().points();
  }

  /** All that is to be painted. */
  public CurvePicture picture() {
    return picture(OptionalInt.empty());
  }

  /**
   * All that is to be painted.
   *
   * @param inFront index of the entry that stands out; empty if none does
   */
  public CurvePicture picture(OptionalInt inFront) {
    List<Rule> rules = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    addFigures(rules, labels);
    addPositions(rules, labels);
    labels.add(
        label(
            8,
            15,
            "%s, %s".formatted(sheet.figure().label(), sheet.figure().unit()),
            Anchor.START,
            Tone.BOLD));
    List<Rule> targets = sheet.targets().stream().distinct().map(this::target).toList();
    sheet.targets().stream().distinct().forEach(at -> labels.add(targetLabel(at)));
    List<Drawn> samples = new ArrayList<>();
    if (height - plot.y() - plot.height() > LOWER + 1) {
      new CurveLegend(sheet, width, plot.y() + plot.height() + LOWER).add(samples, labels);
    }
    return new CurvePicture(width, height, plot, rules, drawn(inFront), targets, samples, labels);
  }

  private void addFigures(List<Rule> rules, List<Label> labels) {
    for (BigDecimal at : figures) {
      double y = y(at.doubleValue() / sheet.figure().scale());
      rules.add(new Rule(plot.x(), y, plot.x() + plot.width(), y));
      labels.add(label(plot.x() - 6, y + 4, RoundNumbers.text(at), Anchor.END, Tone.MUTED));
    }
  }

  private void addPositions(List<Rule> rules, List<Label> labels) {
    boolean time = sheet.across() == Across.SIMULATED_TIME;
    double inUnit = time ? unit.milliseconds() : 1;
    double bottom = plot.y() + plot.height();
    int most = (int) Math.max(1, Math.min(10, plot.width() / PIXELS_A_LABEL));
    for (BigDecimal at : RoundNumbers.between(0, farthest / inUnit, most).numbers()) {
      double x = plot.x() + at.doubleValue() * inUnit / farthest * plot.width();
      rules.add(new Rule(x, plot.y(), x, bottom));
      labels.add(label(x, bottom + 15, RoundNumbers.text(at), Anchor.MIDDLE, Tone.MUTED));
    }
    String words =
        time ? "simulated time on the scenario's cluster, " + unit.word() : sheet.across().label();
    labels.add(label(plot.x() + plot.width() / 2, bottom + 31, words, Anchor.MIDDLE, Tone.MUTED));
  }

  private Rule target(double figure) {
    double y = y(figure);
    return new Rule(plot.x(), y, plot.x() + plot.width(), y);
  }

  private Label targetLabel(double figure) {
    String text = "target " + sheet.figure().text(figure);
    double right = plot.x() + plot.width();
    return label(right, 15, text, Anchor.END, Tone.ALERT);
  }

  static Label label(double x, double y, String text, Anchor anchor, Tone tone) {
    return new Label(x, y, text, TEXT, anchor, tone);
  }

  /** The one that stands out comes last, in front of all. */
  private List<Drawn> drawn(OptionalInt inFront) {
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < sheet.entries().size(); i++) {
      if (!inFront.equals(OptionalInt.of(i))) {
        drawn.add(
            inFront.isPresent() ? drawn(i, 1.8, PALE, PALE * band()) : drawn(i, 1.8, 1, band()));
      }
    }
    inFront.ifPresent(entry -> drawn.add(drawn(entry, 2.8, 1, 1.3 * MOST_BAND)));
    return drawn;
  }

  /** Many bands on each other hide what they are of, unless each is pale. */
  private double band() {
    return Math.min(MOST_BAND, ALL_BANDS / sheet.entries().size());
  }

  private Drawn drawn(int entry, double thickness, double opacity, double bandOpacity) {
    return new Drawn(
        sheet.entries().get(entry).number(),
        thickness,
        opacity,
        bandOpacity,
        all(entry, this::x),
        all(entry, point -> y(point.mean())),
        all(entry, point -> y(point.most())),
        all(entry, point -> y(point.least())));
  }

  private double[] all(int entry, ToDoubleFunction<Point> place) {
    return at(entry).stream().mapToDouble(place).toArray();
  }
}
