package dev.lockstep.scenarios.format.risk;

import dev.lockstep.scenarios.format.ResultTable;
import dev.lockstep.scenarios.format.TextGrid;
import dev.lockstep.scenarios.risk.FaultRisk;
import dev.lockstep.scenarios.risk.FaultRisk.Quantile;
import dev.lockstep.scenarios.risk.RiskResult;
import dev.lockstep.scenarios.risk.StepRisk;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What chance does, for people: a block for each strategy. */
public final class RiskTable {

  private RiskTable() {}

  /**
   * The text.
   *
   * @param columns where notes are broken into lines
   */
  public static String of(List<RiskResult> results, int columns) {
    StringBuilder text = new StringBuilder(results.get(0).scenario()).append('\n');
    for (RiskResult result : results) {
      text.append('\n').append(block(result));
    }
    results.stream()
        .flatMap(result -> result.notes().stream())
        .distinct()
        .forEach(note -> text.append(ResultTable.paragraph("note: " + note, columns)));
    return text.toString();
  }

  private static String block(RiskResult result) {
    String heading =
        String.format(
            Locale.ROOT,
            "%s on %d devices in %d nodes, %.4g %% intervals\n",
            result.strategy(),
            result.devices(),
            result.nodes(),
            100 * result.confidence());
    return heading
        + result.steps().map(RiskTable::steps).orElse("")
        + result.faults().map(RiskTable::faults).orElse("");
  }

  private static String steps(StepRisk risk) {
    TextGrid grid = new TextGrid();
    row(grid, "undisturbed", number(risk.undisturbedMs()) + " ms an iteration");
    row(
        grid,
        "iteration time",
        "%s ms (%s to %s), mean of %d repetitions%s"
            .formatted(
                number(risk.meanMs().mean()),
                number(risk.meanMs().low()),
                number(risk.meanMs().high()),
                risk.meanMs().repetitions(),
                risk.precise() ? "" : ", less sure than asked for"));
    for (Quantile quantile : risk.quantilesMs()) {
      row(
          grid,
          "  %.0f %% within".formatted(100 * quantile.share()),
          "%s ms (%s to %s)"
              .formatted(
                  number(quantile.value().value()),
                  number(quantile.value().low()),
                  number(quantile.value().high())));
    }
    risk.againstFirstMs()
        .ifPresent(
            difference ->
                row(
                    grid,
                    "against the first",
                    "%s ms (%s to %s)"
                        .formatted(
                            signed(difference.mean()),
                            signed(difference.low()),
                            signed(difference.high()))));
    return grid.toString();
  }

  private static String signed(double figure) {
    return (figure > 0 ? "+" : "") + number(figure);
  }

  private static String faults(FaultRisk risk) {
    TextGrid grid = new TextGrid();
    row(grid, "failures of the job", failures(risk));
    row(grid, "checkpoint interval", interval(risk));
    risk.best()
        .ifPresent(
            best -> {
              row(grid, "  best", interval(best.minutes(), best.goodput()));
              row(grid, "  Young", interval(best.youngMinutes(), best.youngGoodput()));
              row(grid, "  Daly", interval(best.dalyMinutes(), best.dalyGoodput()));
            });
    row(
        grid,
        "goodput",
        "%s (%s to %s)%s, %s without failures"
            .formatted(
                percent(risk.goodput()),
                percent(risk.goodputLow()),
                percent(risk.goodputHigh()),
                closed(risk.expectedGoodput(), 100, " %"),
                percent(risk.goodputWithoutFailures())));
    row(grid, "training alone", number(risk.trainingDays()) + " days");
    row(
        grid,
        "with failures",
        "%s days (%s to %s)%s, mean of %d jobs"
            .formatted(
                number(risk.days().mean()),
                number(risk.days().low()),
                number(risk.days().high()),
                closed(risk.expectedDays(), 1, ""),
                risk.days().repetitions()));
    for (Quantile quantile : risk.quantiles()) {
      row(
          grid,
          "  %.0f %% of jobs within".formatted(100 * quantile.share()),
          "%s days (%s to %s)"
              .formatted(
                  number(quantile.value().value()),
                  number(quantile.value().low()),
                  number(quantile.value().high())));
    }
    return grid.toString();
  }

  private static void row(TextGrid grid, String label, String words) {
    grid.row(List.of("  %-22s %s".formatted(label, words)));
  }

  private static String failures(FaultRisk risk) {
    return risk.meanTimeBetweenFailuresHours().isEmpty()
        ? "none"
        : "every %s hours on average, %s in all"
            .formatted(
                number(risk.meanTimeBetweenFailuresHours().getAsDouble()), number(risk.failures()));
  }

  private static String interval(FaultRisk risk) {
    return number(risk.checkpointIntervalMinutes())
        + " min"
        + (risk.intervalIsBest() ? ", the best" : "");
  }

  private static String interval(double minutes, double goodput) {
    return "%s min, goodput %s".formatted(number(minutes), percent(goodput));
  }

  private static String closed(OptionalDouble figure, double scale, String unit) {
    return figure.isEmpty() ? "" : ", closed form " + number(scale * figure.getAsDouble()) + unit;
  }

  private static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** Three decimals, and more of what is small. */
  private static String number(double figure) {
    return figure != 0 && Math.abs(figure) < 0.01
        ? String.format(Locale.ROOT, "%.3g", figure)
        : String.format(Locale.ROOT, "%,.3f", figure);
  }
}
