package dev.lockstep.scenarios.plan.report;

import dev.lockstep.scenarios.format.TextGrid;
import dev.lockstep.scenarios.plan.Found.Counts;
import dev.lockstep.scenarios.plan.Trial;
import dev.lockstep.scenarios.plan.question.Answer;
import dev.lockstep.scenarios.plan.question.Answer.Best;
import dev.lockstep.scenarios.plan.question.Answer.Change;
import dev.lockstep.scenarios.plan.question.Answer.Searched;
import dev.lockstep.scenarios.plan.question.Goal;
import dev.lockstep.scenarios.plan.space.Objective;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** An answer for people. */
public final class PlanTable {

  private static final double GIGA = 1e9;

  private final Answer answer;
  private final StringBuilder text = new StringBuilder();

  private PlanTable(Answer answer) {
    this.answer = answer;
  }

  /** The text. */
  public static String of(Answer answer) {
    PlanTable table = new PlanTable(answer);
    table.add(answer.question().name() + ", goal: " + answer.question().goal().word());
    answer.best().ifPresentOrElse(table::addBest, table::addNothing);
    table.addVariants();
    table.addChanges();
    table.addCounts();
    return table.text.toString();
  }

  private void addBest(Best best) {
    Searched from = best.from();
    add("\nbest: " + from.variant().problem().name());
    addPlans(List.of(best.trial()));
    if (best.result().mfu().isPresent()) {
      add(
          String.format(
              Locale.ROOT,
              "  mfu %.1f %%, %,.0f tokens/s, bubble %.1f %%",
              100 * best.result().mfu().getAsDouble(),
              best.result().tokensPerSecond().orElse(0),
              100 * best.result().bubbleFraction()));
    }
    best.second().ifPresent(second -> addSecond(best, second));
    if (from.found().front().size() > 1) {
      add(
          "\nPareto front of %s, up to %.2f times %s"
              .formatted(front(), answer.question().effort().slower(), worse()));
      addPlans(from.found().front());
    }
    add(
        switch (answer.question().effort().preference().first()) {
          case TIME -> "\nfastest";
          case MEMORY -> "\nsmallest";
          case ENERGY -> "\nthose that draw least";
          case COST -> "\ncheapest";
        });
    addPlans(from.found().fastest());
  }

  private String front() {
    List<String> words =
        answer.question().effort().preference().objectives().stream().map(Objective::word).toList();
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  private String worse() {
    return switch (answer.question().effort().preference().first()) {
      case TIME -> "as slow";
      case MEMORY -> "as large";
      case ENERGY -> "the energy";
      case COST -> "the cost";
    };
  }

  private void addSecond(Best best, Trial second) {
    double ratio = second.iterationTimeMs() / best.trial().iterationTimeMs();
    add(
        String.format(
            Locale.ROOT,
            "\nrunner-up: %+.2f %% time; %s",
            100 * (ratio - 1),
            PlanWords.differences(best.trial().candidate(), second.candidate())));
    add("  against the best, on the busiest device: " + Loss.of(best).words());
  }

  private void addNothing() {
    add("\nno plan keeps to the limits");
    Map<String, Integer> refusals =
        answer.searched().isEmpty() ? Map.of() : answer.searched().get(0).found().refusals();
    refusals.entrySet().stream()
        .limit(3)
        .forEach(why -> add("  refused %,d: %s".formatted(why.getValue(), why.getKey())));
  }

  private void addPlans(List<Trial> trials) {
    TextGrid grid = new TextGrid().row(PlanWords.header(trials));
    trials.forEach(trial -> grid.row(PlanWords.cells(trial)));
    grid.toString().lines().forEach(line -> add("  " + line));
  }

  private void addVariants() {
    if (answer.searched().size() < 2) {
      return;
    }
    add("\n" + (answer.question().goal() == Goal.MODEL ? "models" : "clusters"));
    TextGrid grid = new TextGrid();
    for (Searched one : answer.searched()) {
      List<String> cells = new ArrayList<>(List.of(one.variant().problem().name()));
      if (answer.question().goal() == Goal.MODEL) {
        cells.add(parameters(one));
      }
      if (one.found().best().isEmpty()) {
        cells.add("no plan");
      } else {
        Trial trial = one.found().best().get();
        cells.add(String.format(Locale.ROOT, "%,.1f ms", trial.iterationTimeMs()));
        trial.costUsd().ifPresent(usd -> cells.add(String.format(Locale.ROOT, "%.4f USD", usd)));
      }
      grid.row(cells);
    }
    grid.toString().lines().forEach(line -> add("  " + line));
  }

  private static String parameters(Searched one) {
    OptionalDouble count = one.variant().parameters();
    return count.isPresent()
        ? String.format(Locale.ROOT, "%,.2f billion parameters", count.getAsDouble() / GIGA)
        : "-";
  }

  private void addChanges() {
    if (answer.others().isEmpty()) {
      return;
    }
    add("\nif the hardware were another");
    TextGrid grid = new TextGrid().row(List.of("", "this plan", "best then"));
    List<String> which = new ArrayList<>(List.of("which is"));
    for (Change change : answer.others()) {
      grid.row(
          List.of(
              change.what(),
              ms(change.keptMs()),
              change.best().map(t -> ms(OptionalDouble.of(t.iterationTimeMs()))).orElse("none")));
      which.add(change.best().map(t -> which(change, t)).orElse("-"));
    }
    Iterator<String> words = which.iterator(); // sentences, which a grid would push to the right
    grid.toString().lines().forEach(line -> add("  " + line + "  " + words.next()));
  }

  private String which(Change change, Trial best) {
    return change.same()
        ? "the same"
        : PlanWords.differences(answer.best().orElseThrow().trial().candidate(), best.candidate());
  }

  private static String ms(OptionalDouble time) {
    return time.isPresent()
        ? String.format(Locale.ROOT, "%,.1f ms", time.getAsDouble())
        : "does not fit";
  }

  private void addCounts() {
    Counts counts = answer.counts();
    add(
        String.format(
            Locale.ROOT,
            "\n%,d candidates: %,d refused, %,d too large, %,d ruled out by bounds, %,d run",
            counts.candidates(),
            counts.refused(),
            counts.memory(),
            counts.bound(),
            counts.run()));
  }

  private void add(String line) {
    text.append(line).append('\n');
  }
}
