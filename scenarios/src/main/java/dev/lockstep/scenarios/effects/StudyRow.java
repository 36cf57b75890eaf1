package dev.lockstep.scenarios.effects;

import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TimeToTarget;
import dev.lockstep.scenarios.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Rows of a table of runs.
 *
 * @param cosines whether gradients were compared
 * @param target whether a target accuracy was asked for
 */
record StudyRow(boolean cosines, boolean target) {

  private static final double MS_PER_SECOND = 1000;

  String header(String wanted) {
    List<String> cells =
        new ArrayList<>(List.of("strategy", "accuracy %", "test loss", "simulated s"));
    List<String> rules = new ArrayList<>(List.of("---", "---:", "---:", "---:"));
    if (target) {
      cells.addAll(List.of("to " + wanted + ": mini-batches", "simulated s"));
      rules.addAll(List.of("---:", "---:"));
    }
    cells.add("stale");
    rules.add("---:");
    if (cosines) {
      cells.add("cosines by stage");
      rules.add("---");
    }
    return line(cells) + line(rules);
  }

  String row(String word, TrainingResult result) {
    List<String> cells = new ArrayList<>();
    cells.add(StudyPage.code(word));
    cells.add(figure(result.accuracy(), 100, "%.1f"));
    cells.add(result.testLoss().map(loss -> figure(loss, 1, "%.3f")).orElse("no number"));
    cells.add(String.format(Locale.ROOT, "%,.2f", result.simulatedMs() / MS_PER_SECOND));
    result
        .target()
        .ifPresent(
            reached -> {
              cells.add(
                  reached
                      .iterations()
                      .map(f -> figure(f, 1, "%,.0f"))
                      .orElse(some(reached, result)));
              cells.add(
                  reached
                      .simulatedMs()
                      .map(f -> figure(f, 1 / MS_PER_SECOND, "%,.2f"))
                      .orElse("-"));
            });
    cells.add(result.staleness().stream().max(Integer::compare).orElse(0).toString());
    if (cosines) {
      cells.add(result.gradientCosines().map(StudyRow::byStage).orElse("-"));
    }
    return line(cells);
  }

  private static String some(TimeToTarget reached, TrainingResult result) {
    return reached.seedsThatReachedIt() == 0
        ? "not reached"
        : "%d of %d seeds".formatted(reached.seedsThatReachedIt(), result.seeds().size());
  }

  private static String byStage(List<MeanOfSeeds> all) {
    return all.stream()
        .map(cosine -> String.format(Locale.ROOT, "%.2f", cosine.mean()))
        .collect(Collectors.joining(" "));
  }

  private static String figure(MeanOfSeeds figure, double unit, String format) {
    String mean = String.format(Locale.ROOT, format, unit * figure.mean());
    return figure.halfInterval95().isEmpty()
        ? mean
        : mean
            + " \u00b1 "
            + String.format(Locale.ROOT, format, unit * figure.halfInterval95().getAsDouble());
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
