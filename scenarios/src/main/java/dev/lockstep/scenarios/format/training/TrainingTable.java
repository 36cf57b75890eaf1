package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.format.ResultTable;
import dev.lockstep.scenarios.format.TextGrid;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TimeToTarget;
import dev.lockstep.scenarios.train.TrainingResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Training runs of several strategies, a row each. */
public final class TrainingTable {

  private final List<TrainingResult> results;
  private final Sparkline curves;

  private TrainingTable(List<TrainingResult> results) {
    this.results = results;
    this.curves = new Sparkline(results.stream().map(TrainingTable::accuracy).toList());
  }

  /** The text; refused strategies come last, with their reasons. */
  public static String of(
      String scenario, List<TrainingResult> results, Map<String, String> refused, int columns) {
    StringBuilder text = new StringBuilder(scenario).append("\n\n");
    if (!results.isEmpty()) {
      TrainingTable table = new TrainingTable(results);
      text.append(table.grid()).append('\n');
      table.remarks().forEach(remark -> text.append(ResultTable.paragraph(remark, columns)));
    }
    if (!results.isEmpty() && !refused.isEmpty()) {
      text.append('\n');
    }
    refused.forEach(
        (name, why) -> text.append(ResultTable.paragraph("refused " + name + ": " + why, columns)));
    return text.toString();
  }

  private static MeanCurve accuracy(TrainingResult result) {
    return MeanCurve.of(result, LearnedFigure.ACCURACY);
  }

  private TextGrid grid() {
    TextGrid grid = new TextGrid().row(header());
    results.forEach(result -> grid.row(row(result)));
    return grid;
  }

  private List<String> header() {
    List<String> cells =
        new ArrayList<>(
            List.of("  strategy", "accuracy %", "test loss", "simulated s", "stale", "curve"));
    if (compares()) {
      cells.add(5, "cosines");
    }
    target()
        .ifPresent(
            target -> {
              cells.add(4, "to %s: s".formatted(wanted(target)));
              cells.add(5, "mini-batches");
            });
    return cells;
  }

  /** A share in percent, without zeros at its end. */
  private static String wanted(TimeToTarget target) {
    BigDecimal percent = BigDecimal.valueOf(target.accuracy()).scaleByPowerOfTen(2);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }

  private Optional<TimeToTarget> target() {
    return results.get(0).target();
  }

  private List<String> row(TrainingResult result) {
    List<String> cells = new ArrayList<>();
    cells.add("  " + result.strategy());
    cells.add(figure(result.accuracy(), 100, "%.1f"));
    cells.add(result.testLoss().map(loss -> figure(loss, 1, "%.3f")).orElse("no number"));
    cells.add(String.format(Locale.ROOT, "%,.3f", result.simulatedMs() / 1000));
    result
        .target()
        .ifPresent(
            target -> {
              cells.add(reached(target, target.simulatedMs(), 1e-3, "%,.3f", result));
              cells.add(reached(target, target.iterations(), 1, "%,.0f", result));
            });
    cells.add(result.staleness().stream().max(Integer::compare).orElse(0).toString());
    if (compares()) {
      cells.add(result.gradientCosines().map(TrainingTable::byStage).orElse("none"));
    }
    cells.add(curves.of(accuracy(result)));
    return cells;
  }

  private boolean compares() {
    return results.stream().anyMatch(result -> result.gradientCosines().isPresent());
  }

  private static String byStage(List<MeanOfSeeds> cosines) {
    return cosines.stream()
        .map(cosine -> String.format(Locale.ROOT, "%.2f", cosine.mean()))
        .collect(Collectors.joining(" "));
  }

  private static String reached(
      TimeToTarget target,
      Optional<MeanOfSeeds> mean,
      double unit,
      String format,
      TrainingResult result) {
    int seeds = result.seeds().size();
    String notByAll =
        target.seedsThatReachedIt() == 0
            ? "not reached"
            : "%d of %d seeds".formatted(target.seedsThatReachedIt(), seeds);
    return mean.map(figure -> figure(figure, unit, format)).orElse(notByAll);
  }

  private static String figure(MeanOfSeeds figure, double unit, String format) {
    String mean = String.format(Locale.ROOT, format, unit * figure.mean());
    return figure.halfInterval95().isEmpty()
        ? mean
        : mean
            + " \u00b1 "
            + String.format(Locale.ROOT, format, unit * figure.halfInterval95().getAsDouble());
  }

  private List<String> remarks() {
    TrainingResult any = results.get(0);
    int seeds = any.seeds().size();
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT,
            "accuracy, test loss: of %s after %,d mini-batches of %,d samples (%.1f epochs); %s.",
            any.data(),
            any.iterations(),
            any.samplesPerIteration(),
            any.epochs(),
            seeds == 1
                ? "one seed, so that nothing is known of chance"
                : "mean of %d seeds \u00b1 its 95 %% interval".formatted(seeds)));
    remarks.add(
        "simulated: on the scenario's cluster; stale: most updates between reading weights and"
            + " changing them.");
    if (compares()) {
      remarks.add(
          "cosines: of the angle between the gradient of each stage, from the lowest up, and that of"
              + " plain backpropagation; mean over looks"
              + (seeds == 1 ? "." : " and seeds."));
    }
    remarks.add(
        String.format(
            Locale.ROOT,
            "curve: accuracy by mini-batches, from %.1f %% (lowest) to %.1f %%.",
            100 * curves.least(),
            100 * curves.most()));
    target()
        .ifPresent(
            target ->
                remarks.add(
                    "to %s: first of %d looks at which a run was as good."
                        .formatted(wanted(target), any.seeds().get(0).looks().size())));
    return remarks;
  }
}
