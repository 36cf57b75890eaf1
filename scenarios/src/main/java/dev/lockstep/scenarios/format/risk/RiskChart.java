package dev.lockstep.scenarios.format.risk;

import dev.lockstep.scenarios.format.curve.RoundNumbers;
import dev.lockstep.scenarios.risk.FaultRisk;
import dev.lockstep.scenarios.risk.FaultRisk.Quantile;
import dev.lockstep.scenarios.risk.IntervalGoodput;
import dev.lockstep.scenarios.risk.RiskResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What failures do, as one SVG drawing that needs no other file, light and dark: how long the whole
 * training takes under each strategy, and goodput against the checkpoint interval.
 */
public final class RiskChart {

  private static final int WIDTH = 760;
  private static final int LEFT = 56;
  private static final int RIGHT = 20;
  private static final int TITLE = 34;
  private static final int ROW = 40;
  private static final int AXIS = 44;
  private static final int CURVE = 240;
  private static final int TICKS = 6;

  private static final String STYLE =
      """
      <style>
      svg { --ink: #1b1f23; --soft: #5b646c; --paper: #ffffff; --line: #d9dee3; --mark: #0b62a4; }
      @media (prefers-color-scheme: dark) {
      svg { --ink: #e8ecef; --soft: #a6b0b8; --paper: #14171a; --line: #333a41; --mark: #6cb2eb; } }
      text { fill: var(--soft); font: 12px system-ui, sans-serif; }
      .title { fill: var(--ink); font-weight: 600; font-size: 14px; }
      .paper { fill: var(--paper); }
      .grid { stroke: var(--line); }
      .bar { fill: var(--mark); opacity: .3; }
      .mark { stroke: var(--mark); stroke-width: 2; fill: none; }
      .alone { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 3 3; }
      </style>
      """;

  private final List<RiskResult> results;
  private final StringBuilder svg = new StringBuilder();

  private RiskChart(List<RiskResult> results) {
    this.results = results.stream().filter(result -> result.faults().isPresent()).toList();
  }

  /**
   * The drawing.
   *
   * @throws IllegalArgumentException if no result knows of failures
   */
  public static String of(List<RiskResult> results) {
    RiskChart chart = new RiskChart(results);
    if (chart.results.isEmpty()) {
      throw new IllegalArgumentException("a chart of failures that nobody speaks of");
    }
    return chart.svg();
  }

  private String svg() {
    List<IntervalGoodput> curve = faults(results.get(0)).goodputByInterval();
    int days = TITLE + ROW * results.size() + AXIS;
    int height = days + (curve.isEmpty() ? 0 : TITLE + CURVE + AXIS);
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n"
            .formatted(WIDTH, height));
    svg.append(STYLE);
    svg.append("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n".formatted(WIDTH, height));
    days();
    if (!curve.isEmpty()) {
      goodput(curve, faults(results.get(0)), days);
    }
    return svg.append("</svg>\n").toString();
  }

  private static FaultRisk faults(RiskResult result) {
    return result.faults().orElseThrow();
  }

  private void days() {
    text("title", "start", LEFT, 20, "Days of the whole training, 5 % to 95 % of jobs");
    double most =
        1.05 * results.stream().mapToDouble(r -> quantile(faults(r), 2)).max().orElseThrow();
    int bottom = TITLE + ROW * results.size();
    for (BigDecimal at : RoundNumbers.between(0, most, TICKS).numbers()) {
      double x = across(at.doubleValue() / most);
      line("grid", x, TITLE, x, bottom);
      text("", "middle", x, bottom + 16, RoundNumbers.text(at));
    }
    text("", "end", WIDTH - RIGHT, bottom + 34, "dashed: without checkpoints and failures");
    for (int row = 0; row < results.size(); row++) {
      FaultRisk risk = faults(results.get(row));
      double top = TITLE + (double) ROW * row + 18;
      double low = across(quantile(risk, 0) / most);
      double high = across(quantile(risk, 2) / most);
      text("", "start", LEFT, top - 4, results.get(row).strategy());
      svg.append(
          format(
              "<rect class=\"bar\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"18\"/>\n",
              low, top, Math.max(1, high - low)));
      double median = across(quantile(risk, 1) / most);
      line("mark", median, top, median, top + 18);
      double alone = across(risk.trainingDays() / most);
      line("alone", alone, top, alone, top + 18);
    }
  }

  private static double quantile(FaultRisk risk, int index) {
    Quantile quantile = risk.quantiles().get(index);
    return quantile.value().value();
  }

  private void goodput(List<IntervalGoodput> curve, FaultRisk risk, int top) {
    text(
        "title",
        "start",
        LEFT,
        top + 20.0,
        "Goodput in % against minutes between checkpoints, closed form");
    double first = curve.get(0).minutes();
    double last = curve.get(curve.size() - 1).minutes();
    double least = curve.stream().mapToDouble(IntervalGoodput::goodput).min().orElseThrow();
    double most = curve.stream().mapToDouble(IntervalGoodput::goodput).max().orElseThrow();
    double upper = top + (double) TITLE;
    for (BigDecimal at : RoundNumbers.between(100 * least, 100 * most, TICKS).numbers()) {
      double y = down(upper, at.doubleValue() / 100, least, most);
      line("grid", LEFT, y, WIDTH - RIGHT, y);
      text("", "end", LEFT - 6, y + 4, RoundNumbers.text(at));
    }
    String points =
        curve.stream()
            .map(
                point ->
                    format(
                        "%.2f,%.2f",
                        log(point.minutes(), first, last),
                        down(upper, point.goodput(), least, most)))
            .collect(Collectors.joining(" "));
    svg.append("<polyline class=\"mark\" points=\"%s\"/>\n".formatted(points));
    for (int i = 0; i < curve.size(); i += (curve.size() - 1) / TICKS) {
      double x = log(curve.get(i).minutes(), first, last);
      line("grid", x, upper, x, upper + CURVE);
      text("", "middle", x, upper + CURVE + 16, format("%.3g", curve.get(i).minutes()));
    }
    simulated(risk, first, last)
        .ifPresent(
            x -> {
              double y = down(upper, risk.goodput(), least, most);
              svg.append(
                  format("<circle class=\"mark\" cx=\"%.2f\" cy=\"%.2f\" r=\"5\"/>\n", x, y));
              text("", "start", x + 9, y + 16, "simulated");
            });
  }

  /** Where the interval of the jobs lies, if it is among those drawn. */
  private static OptionalDouble simulated(FaultRisk risk, double first, double last) {
    double minutes = risk.checkpointIntervalMinutes();
    return minutes < first || minutes > last
        ? OptionalDouble.empty()
        : OptionalDouble.of(log(minutes, first, last));
  }

  private static double across(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double log(double minutes, double first, double last) {
    return across(Math.log(minutes / first) / Math.log(last / first));
  }

  private static double down(double upper, double goodput, double least, double most) {
    return upper + CURVE * (most == least ? 0 : (most - goodput) / (most - least));
  }

  private void line(String style, double fromX, double fromY, double toX, double toY) {
    svg.append(
        format(
            "<line class=\"%s\" x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\"/>\n",
            style, fromX, fromY, toX, toY));
  }

  private void text(String style, String anchor, double x, double y, String words) {
    String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
    svg.append(
        format(
            "<text class=\"%s\" text-anchor=\"%s\" x=\"%.2f\" y=\"%.2f\">%s</text>\n",
            style, anchor, x, y, escaped));
  }

  private static String format(String pattern, Object... figures) {
    return String.format(Locale.ROOT, pattern, figures);
  }
}
