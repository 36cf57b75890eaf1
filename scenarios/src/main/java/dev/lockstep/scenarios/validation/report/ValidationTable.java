package dev.lockstep.scenarios.validation.report;

import dev.lockstep.scenarios.format.TextGrid;
import dev.lockstep.scenarios.validation.Summary;
import dev.lockstep.scenarios.validation.Summary.FamilySummary;
import dev.lockstep.scenarios.validation.Validation;
import dev.lockstep.scenarios.validation.accuracy.Accuracy;
import dev.lockstep.scenarios.validation.accuracy.Comparison;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import java.util.List;
import java.util.Map;

/** For people: a line a row, then a line a family, then all together. */
public final class ValidationTable {

  private final StringBuilder text = new StringBuilder();

  private ValidationTable() {}

  /** The table. */
  public static String of(Validation validation) {
    ValidationTable table = new ValidationTable();
    table.addRows(validation.comparisons());
    Summary summary = Summary.of(validation);
    table.addFamilies(summary);
    table.addHeadline(summary);
    return table.text.toString();
  }

  private void addRows(List<Comparison> comparisons) {
    TextGrid grid =
        new TextGrid().row(List.of("row", "figure", "measured", "predicted", "error", ""));
    for (Comparison row : comparisons) {
      if (row.predicted().isPresent()) {
        grid.row(
            List.of(
                row.id(),
                row.figure(),
                Figures.plain(row.measured()),
                Figures.plain(row.predicted().getAsDouble()),
                Figures.signedPercent(row.error().orElseThrow()),
                row.standing() == Standing.UNFITTED ? "" : row.standing().label()));
      }
    }
    text.append(grid);
    for (Comparison row : comparisons) {
      row.reason()
          .ifPresent(why -> text.append("%s, %s: %s\n".formatted(row.id(), row.figure(), why)));
    }
  }

  private void addFamilies(Summary summary) {
    TextGrid grid =
        new TextGrid()
            .row(
                List.of(
                    "family",
                    "",
                    "rows",
                    "mean",
                    "median",
                    "worst",
                    "rank",
                    "best in 3",
                    "worst row"));
    for (FamilySummary family : summary.families()) {
      addStandings(grid, family.name(), family.rows(), family.figures());
    }
    addStandings(grid, "all", summary.overall(), Map.of());
    text.append('\n').append(grid);
  }

  /** A line a standing; behind the never-fitted rows a line a figure. */
  private static void addStandings(
      TextGrid grid,
      String name,
      Map<Standing, Accuracy> accuracies,
      Map<String, Accuracy> figures) {
    accuracies.forEach(
        (standing, accuracy) -> {
          addLine(grid, name, standing.label(), accuracy);
          if (standing == Standing.UNFITTED) {
            figures.forEach((figure, some) -> addLine(grid, "  " + figure, "", some));
          }
        });
  }

  private static void addLine(TextGrid grid, String name, String kind, Accuracy accuracy) {
    grid.row(
        List.of(
            name,
            kind,
            Figures.rows(accuracy),
            Figures.percent(accuracy.meanError()),
            Figures.percent(accuracy.medianError()),
            Figures.percent(accuracy.worstError()),
            Figures.correlation(accuracy.rankCorrelation()),
            Figures.best(accuracy.bestChoice()),
            accuracy.worstId().orElse("")));
  }

  private void addHeadline(Summary summary) {
    Accuracy unfitted = summary.overall().get(Standing.UNFITTED);
    text.append('\n')
        .append(
            unfitted == null || unfitted.meanError().isEmpty()
                ? "No prediction of a measured row that nothing was fitted on: this says nothing of accuracy.\n"
                : "Mean absolute error on %s measured figures that nothing was fitted on: %s\n"
                    .formatted(
                        unfitted.rows() - unfitted.refused(),
                        Figures.percent(unfitted.meanError())));
  }
}
