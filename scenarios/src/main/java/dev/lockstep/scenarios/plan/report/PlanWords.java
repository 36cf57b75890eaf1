package dev.lockstep.scenarios.plan.report;

import dev.lockstep.scenarios.plan.Trial;
import dev.lockstep.scenarios.plan.question.Answer.Searched;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.CutRule;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a plan consists of, by the names of scenario files. */
final class PlanWords {

  private static final double GB = 1e9;
  private static final double MJ = 1e6;

  private PlanWords() {}

  /** Every choice of a plan. */
  static Map<String, Object> choices(Candidate plan) {
    ParallelismSection degrees = plan.degrees();
    Map<String, Object> choices = new LinkedHashMap<>();
    choices.put("strategy", plan.word());
    choices.put("pipeline", degrees.pipeline());
    choices.put("tensor", degrees.tensor());
    choices.put("data", degrees.data().orElse(1));
    choices.put("context", degrees.context());
    choices.put("expert", degrees.expert());
    choices.put("sequenceParallel", degrees.sequenceParallel());
    choices.put("zeroStage", degrees.zeroStage());
    plan.microBatch().ifPresent(samples -> choices.put("microBatch", samples));
    choices.put("microBatches", plan.microBatches());
    plan.recompute()
        .ifPresent(
            word ->
                choices.put("recompute", word.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    plan.partition().ifPresent(cut -> choices.put("layersPerStage", cut.layersPerStage()));
    return choices;
  }

  /** Choices and figures of a plan; figures without a basis are left out. */
  static Map<String, Object> row(Searched from, Trial trial) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("variant", from.variant().problem().name());
    from.variant().parameters().ifPresent(count -> row.put("parameters", count));
    row.putAll(choices(trial.candidate()));
    row.put("devices", from.devices(trial));
    row.put("iterationTimeMs", trial.iterationTimeMs());
    trial.memoryBytes().ifPresent(bytes -> row.put("peakMemoryBytes", bytes));
    trial.energyJoules().ifPresent(joules -> row.put("energyJoulesPerIteration", joules));
    trial.costUsd().ifPresent(usd -> row.put("costUsdPerIteration", usd));
    return row;
  }

  /** Names of the columns of some plans; energy and money only where they are known. */
  static List<String> header(List<Trial> trials) {
    List<String> names =
        new ArrayList<>(
            List.of(
                "strategy",
                "pp",
                "tp",
                "dp",
                "cp",
                "ep",
                "sp",
                "zero",
                "batch",
                "recompute",
                "ms",
                "GB"));
    if (trials.stream().anyMatch(trial -> trial.energyJoules().isPresent())) {
      names.add("MJ");
    }
    if (trials.stream().anyMatch(trial -> trial.costUsd().isPresent())) {
      names.add("USD");
    }
    if (trials.stream().anyMatch(trial -> trial.candidate().rule() != CutRule.USUAL)) {
      names.add("cut");
    }
    return names;
  }

  static List<String> cells(Trial trial) {
    Candidate plan = trial.candidate();
    ParallelismSection degrees = plan.degrees();
    List<String> cells = new ArrayList<>();
    cells.add(plan.word());
    for (int degree :
        new int[] {
          degrees.pipeline(),
          degrees.tensor(),
          degrees.data().orElse(1),
          degrees.context(),
          degrees.expert()
        }) {
      cells.add(Integer.toString(degree));
    }
    cells.add(degrees.sequenceParallel() ? "yes" : "no");
    cells.add(Integer.toString(degrees.zeroStage()));
    String samples = plan.microBatch().isPresent() ? plan.microBatch().getAsInt() + " x " : "";
    cells.add(samples + plan.microBatches());
    cells.add(plan.recompute().map(word -> word.name().toLowerCase(Locale.ROOT)).orElse("-"));
    cells.add(String.format(Locale.ROOT, "%,.1f", trial.iterationTimeMs()));
    cells.add(
        trial.memoryBytes().isPresent()
            ? String.format(Locale.ROOT, "%.2f", trial.memoryBytes().getAsLong() / GB)
            : "-");
    trial
        .energyJoules()
        .ifPresent(joules -> cells.add(String.format(Locale.ROOT, "%.4g", joules / MJ)));
    trial.costUsd().ifPresent(usd -> cells.add(String.format(Locale.ROOT, "%.4f", usd)));
    if (plan.rule() != CutRule.USUAL) {
      cells.add(plan.rule().word());
    }
    return cells;
  }

  /** What two plans differ in: {@code tensor 8 instead of 4}. */
  static String differences(Candidate one, Candidate other) {
    Map<String, Object> own = choices(one);
    List<String> all = new ArrayList<>();
    choices(other)
        .forEach(
            (name, value) -> {
              if (!value.equals(own.get(name))) {
                all.add("%s %s instead of %s".formatted(name, value, own.get(name)));
              }
            });
    return all.isEmpty() ? "nothing" : String.join(", ", all);
  }
}
