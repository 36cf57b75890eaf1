package dev.lockstep.scenarios.format;

import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Training runs of several strategies, a row each. */
public final class TrainingTable {

  private TrainingTable() {}

  /** The text; refused strategies come last, with their reasons. */
  public static String of(List<TrainingResult> results, Map<String, String> refused, int columns) {
    TextGrid grid =
        new TextGrid()
            .row(List.of("  strategy", "accuracy %", "test loss", "simulated s", "stale"));
    for (TrainingResult result : results) {
      grid.row(row(result));
    }
    refused.keySet().forEach(name -> grid.row(List.of("  " + name, "refused")));
    StringBuilder text = new StringBuilder().append(grid).append('\n');
    refused.forEach(
        (name, why) -> text.append(ResultTable.paragraph("refused " + name + ": " + why, columns)));
    if (!results.isEmpty()) {
      text.append(ResultTable.paragraph(remark(results.get(0)), columns));
    }
    return text.toString();
  }

  private static List<String> row(TrainingResult result) {
    List<String> cells = new ArrayList<>();
    cells.add("  " + result.strategy());
    cells.add(figure(result.accuracy(), 100, "%.1f"));
    cells.add(figure(result.testLoss(), 1, "%.3f"));
    cells.add(String.format(Locale.ROOT, "%,.3f", result.simulatedMs() / 1000));
    cells.add(result.staleness().stream().max(Integer::compare).orElse(0).toString());
    return cells;
  }

  private static String figure(MeanOfSeeds figure, double unit, String format) {
    String mean = String.format(Locale.ROOT, format, unit * figure.mean());
    return figure.halfInterval95().isEmpty()
        ? mean
        : mean
            + " \u00b1 "
            + String.format(Locale.ROOT, format, unit * figure.halfInterval95().getAsDouble());
  }

  private static String remark(TrainingResult result) {
    int seeds = result.seeds().size();
    return "Test samples of %s after the last of %,d mini-batches%s; simulated time is that of the scenario's cluster; stale: most updates between reading weights and changing them."
        .formatted(
            result.data(),
            result
                .seeds()
                .get(0)
                .looks()
                .get(result.seeds().get(0).looks().size() - 1)
                .iterations(),
            seeds == 1
                ? ", one seed"
                : ", mean of %d seeds with its 95 %% interval".formatted(seeds));
  }
}
