package dev.lockstep.scenarios.plan.question;

import dev.lockstep.scenarios.plan.Found;
import dev.lockstep.scenarios.plan.Knowledge;
import dev.lockstep.scenarios.plan.Search;
import dev.lockstep.scenarios.plan.Trial;
import dev.lockstep.scenarios.plan.question.Answer.Best;
import dev.lockstep.scenarios.plan.question.Answer.Change;
import dev.lockstep.scenarios.plan.question.Answer.Searched;
import dev.lockstep.scenarios.plan.variant.Variant;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Answers questions: searches variants in an order that lets it stop at the answer. */
public final class Planner {

  private final Question question;
  private final ExecutorService threads;
  private final Map<Variant, Knowledge> known = new IdentityHashMap<>();

  private Planner(Question question, ExecutorService threads) {
    this.question = question;
    this.threads = threads;
  }

  /**
   * The answer.
   *
   * @throws IllegalArgumentException in one line, if a space cannot be laid out
   */
  public static Answer of(Question question, ExecutorService threads) {
    return new Planner(question, threads).answer();
  }

  private Answer answer() {
    List<Searched> searched = new ArrayList<>();
    for (Variant variant : inOrder()) {
      if (isAffordable(variant)) {
        searched.add(new Searched(variant, searchOf(variant)));
        Found found = searched.get(searched.size() - 1).found();
        if (found.best().isPresent() && stopsAtTheFirst()) {
          break;
        }
      }
    }
    Optional<Best> best =
        searched.stream()
            .filter(one -> one.found().best().isPresent())
            .min(Comparator.comparingDouble(this::price))
            .map(this::best);
    List<Change> changes =
        best.isPresent() && question.sensitivity()
            ? new Sensitivity(best.get(), known.get(best.get().from().variant()), question.effort())
                .changes(threads)
            : List.of();
    return new Answer(question, searched, best, changes);
  }

  private Found searchOf(Variant variant) {
    Knowledge knowledge = Knowledge.of(variant.problem());
    if (question.sensitivity()) {
      known.put(variant, knowledge);
    }
    return Search.of(variant.problem(), question.effort(), knowledge, threads);
  }

  /** Variants so that the first with a plan is the answer, where that can be. */
  private List<Variant> inOrder() {
    Comparator<Variant> order =
        switch (question.goal()) {
          case DEVICES -> Comparator.comparingInt(one -> one.devices().orElse(Integer.MAX_VALUE));
          case MODEL -> Comparator.comparingDouble(one -> -one.parameters().orElse(0));
          case TIME, ENERGY, COST -> Comparator.comparingInt(one -> 0);
        };
    return question.variants().stream().sorted(order).toList();
  }

  private boolean stopsAtTheFirst() {
    return question.goal() == Goal.DEVICES || question.goal() == Goal.MODEL;
  }

  private boolean isAffordable(Variant variant) {
    return question.costUsdPerHour().isEmpty()
        || variant.usdPerHour().orElseThrow() <= question.costUsdPerHour().getAsDouble();
  }

  /** Of an iteration, in what the goal counts. */
  private double price(Searched one) {
    Trial trial = one.found().best().orElseThrow();
    return trial.figures().of(question.goal().objective());
  }

  private Best best(Searched from) {
    List<Trial> fastest = from.found().fastest();
    Optional<Trial> second = fastest.stream().skip(1).findFirst();
    return new Best(
        from,
        fastest.get(0),
        result(from, fastest.get(0)),
        second,
        second.map(t -> result(from, t)));
  }

  private static RunResult result(Searched from, Trial trial) {
    return Run.of(from.variant().problem().of(trial.candidate())).result();
  }
}
