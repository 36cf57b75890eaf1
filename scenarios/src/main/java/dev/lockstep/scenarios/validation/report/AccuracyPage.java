package dev.lockstep.scenarios.validation.report;

import dev.lockstep.scenarios.local.LocalCsv.Row;
import dev.lockstep.scenarios.run.Version;
import dev.lockstep.scenarios.validation.Summary;
import dev.lockstep.scenarios.validation.Summary.FamilySummary;
import dev.lockstep.scenarios.validation.Validation;
import dev.lockstep.scenarios.validation.accuracy.Accuracy;
import dev.lockstep.scenarios.validation.accuracy.Comparison;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import dev.lockstep.scenarios.validation.family.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The page on accuracy, in Markdown: what, how to reproduce, by family, the worst rows, why. */
public final class AccuracyPage {

  private static final int WORST = 10;

  private final Validation validation;
  private final Summary summary;
  private final StringBuilder page = new StringBuilder();

  private AccuracyPage(Validation validation) {
    this.validation = validation;
    this.summary = Summary.of(validation);
  }

  /**
   * The page.
   *
   * @param command what was typed to get it
   * @param threads steps of schedules on real threads; none for a page without them
   */
  public static String of(Validation validation, String command, List<Row> threads) {
    AccuracyPage page = new AccuracyPage(validation);
    page.addHead(command);
    page.addFamilies();
    page.addThreads(threads);
    page.addOthers();
    page.addWorstRows();
    page.addRefusals();
    page.addNotes();
    return page.page.toString();
  }

  private void addHead(String command) {
    page.append("# How accurate it is\n\n");
    Accuracy unfitted = summary.overall().get(Standing.UNFITTED);
    if (unfitted == null || unfitted.meanError().isEmpty()) {
      add(
          "No measured row that nothing was fitted on has a prediction here, so this page proves no accuracy.");
    } else {
      add(
          "Mean absolute error %s (median %s, worst %s) on %d measurements of training runs that no constant was fitted on."
              .formatted(
                  Figures.percent(unfitted.meanError()),
                  Figures.percent(unfitted.medianError()),
                  Figures.percent(unfitted.worstError()),
                  unfitted.rows() - unfitted.refused()));
      add(
          "The form of the models, which constants there are and the defaults were chosen with these tables in view:"
              + " a table that nobody here has seen is the harder test.");
    }
    add(
        "Every figure of this page is printed by version %s of the program, and nothing is edited by hand:"
            .formatted(Version.text()));
    page.append("```\n%s\n```\n\n".formatted(command));
    add(
        "Errors are predicted / measured - 1. *Rank* is Spearman's correlation over the configurations of a family,"
            + " figure by figure, the lowest of them. *Best in 3*: of the groups of more than three competing"
            + " configurations, those where the one predicted best is among the three measured best."
            + " How rows are given, and how to add your own: [validation.md](validation.md).");
  }

  private void addFamilies() {
    if (!summary.overall().containsKey(Standing.UNFITTED)) {
      return;
    }
    page.append("## Measured, nothing fitted\n\n");
    addHeader("family|rows|mean|median|worst|target|best peer|rank|best in 3");
    for (FamilySummary family : summary.families()) {
      Accuracy accuracy = family.rows().get(Standing.UNFITTED);
      if (accuracy != null) {
        Optional<Family> about = family.about();
        addRow(
            title(family),
            Figures.rows(accuracy),
            Figures.percent(accuracy.meanError()),
            Figures.percent(accuracy.medianError()),
            Figures.percent(accuracy.worstError()),
            about
                .map(Family::targetPercent)
                .filter(target -> target.isPresent())
                .map(target -> Figures.plain(target.getAsDouble()) + " %")
                .orElse(Figures.NONE),
            about.flatMap(Family::peer).orElse(Figures.NONE),
            Figures.correlation(accuracy.rankCorrelation()),
            Figures.best(accuracy.bestChoice()));
      }
    }
    page.append('\n');
  }

  private void addThreads(List<Row> threads) {
    if (threads.isEmpty()) {
      return;
    }
    page.append("## Schedules on real threads\n\n");
    add(
        "Small networks in two stages, carried out on two threads of one machine, and predicted from times of their"
            + " tasks that were taken beside, on other samples. This checks schedules, replay and waiting, not models of"
            + " devices. *Processor*: share of its tasks' time in which a thread had one; the rest went to other"
            + " programs. These lines are kept from runs, one right after the other, of");
    page.append("```\n./lockstep validate --local --format csv\n```\n\n");
    add("Yours will differ: how it works is told in [validation.md](validation.md).");
    addHeader("network|strategy|errors of the step time, run after run|mean|least processor");
    Map<String, List<Row>> lines = new LinkedHashMap<>();
    threads.forEach(
        row ->
            lines
                .computeIfAbsent(row.network() + "|" + row.strategy(), any -> new ArrayList<>())
                .add(row));
    lines
        .values()
        .forEach(
            runs ->
                addRow(
                    runs.get(0).network(),
                    runs.get(0).strategy(),
                    String.join(
                        ", ",
                        runs.stream()
                            .map(row -> Figures.signedPercent(row.errorPercent() / 100))
                            .toList()),
                    Figures.signedPercent(meanPercent(runs) / 100),
                    Figures.percent(runs.stream().mapToDouble(Row::processorShare).min())));
    page.append('\n');
    double[] sizes =
        threads.stream().mapToDouble(r -> Math.abs(r.errorPercent())).sorted().toArray();
    add(
        "Half of these errors are at most %s, nine tenths at most %s, all at most %s; their means over the runs are at most %s."
            .formatted(
                share(sizes, 0.5),
                share(sizes, 0.9),
                share(sizes, 1),
                share(
                    lines.values().stream()
                        .mapToDouble(runs -> Math.abs(meanPercent(runs)))
                        .sorted()
                        .toArray(),
                    1)));
  }

  private static double meanPercent(List<Row> runs) {
    return runs.stream().mapToDouble(Row::errorPercent).average().orElseThrow();
  }

  /** What so large a share of sorted errors does not exceed. */
  private static String share(double[] sorted, double share) {
    double error = sorted[(int) Math.ceil(share * sorted.length) - 1];
    return Figures.percent(OptionalDouble.of(error / 100));
  }

  private void addOthers() {
    if (summary.overall().keySet().stream().allMatch(Standing.UNFITTED::equals)) {
      return;
    }
    page.append("## No evidence of accuracy\n\n");
    add(
        "*Fitted*: a constant was fitted or chosen on these rows. *Calculated*: the authors did not measure"
            + " these figures but calculated them, from inputs that the prediction is given too.");
    addHeader("family|rows are|rows|mean|median|worst");
    for (FamilySummary family : summary.families()) {
      family
          .rows()
          .forEach(
              (standing, accuracy) -> {
                if (standing != Standing.UNFITTED) {
                  addRow(
                      title(family),
                      standing.label(),
                      Figures.rows(accuracy),
                      Figures.percent(accuracy.meanError()),
                      Figures.percent(accuracy.medianError()),
                      Figures.percent(accuracy.worstError()));
                }
              });
    }
    page.append('\n');
  }

  private void addWorstRows() {
    List<Comparison> worst =
        validation.comparisons().stream()
            .filter(row -> row.standing() == Standing.UNFITTED && row.error().isPresent())
            .sorted(
                Comparator.comparingDouble(
                    (Comparison row) -> -Math.abs(row.error().getAsDouble())))
            .limit(WORST)
            .toList();
    if (worst.isEmpty()) {
      return;
    }
    page.append("## The worst rows\n\n");
    addHeader("row|family|figure|measured|predicted|error");
    for (Comparison row : worst) {
      addRow(
          row.id(),
          row.family(),
          row.figure(),
          Figures.plain(row.measured()),
          Figures.plain(row.predicted().getAsDouble()),
          Figures.signedPercent(row.error().getAsDouble()));
    }
    page.append('\n');
  }

  private void addRefusals() {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    validation
        .comparisons()
        .forEach(
            row ->
                row.reason()
                    .ifPresent(
                        why -> reasons.merge(row.family() + " | " + cell(why), 1, Integer::sum)));
    if (!reasons.isEmpty()) {
      page.append("## Rows without a prediction\n\n");
      addHeader("rows|family|why");
      reasons.forEach((why, count) -> page.append("| %d | %s |\n".formatted(count, why)));
      page.append('\n');
    }
  }

  private void addNotes() {
    page.append("## The families\n\n");
    for (FamilySummary family : summary.families()) {
      page.append("### %s\n\n".formatted(title(family)));
      family.about().ifPresent(this::addNote);
      if (!family.figures().isEmpty()) {
        add("By figure, mean absolute error: " + byFigure(family) + ".");
      }
    }
  }

  private void addNote(Family about) {
    add("Source: " + about.source() + ".");
    about.hardware().ifPresent(hardware -> add("Hardware: " + hardware + "."));
    about.why().ifPresent(why -> add("Why an error remains: " + why));
  }

  private static String byFigure(FamilySummary family) {
    return String.join(
        ", ",
        family.figures().entrySet().stream()
            .map(figure -> figure.getKey() + " " + Figures.percent(figure.getValue().meanError()))
            .toList());
  }

  private static String title(FamilySummary family) {
    return family.about().map((Function<Family, String>) Family::title).orElse(family.name());
  }

  private void add(String paragraph) {
    page.append(paragraph).append("\n\n");
  }

  private void addHeader(String columns) {
    String[] names = columns.split("\\|");
    addRow(names);
    page.append("|---".repeat(names.length)).append("|\n");
  }

  private void addRow(String... cells) {
    page.append("| ");
    page.append(String.join(" | ", List.of(cells).stream().map(AccuracyPage::cell).toList()));
    page.append(" |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
