package dev.lockstep.scenarios.plan.question;

import dev.lockstep.scenarios.plan.Knowledge;
import dev.lockstep.scenarios.plan.Search;
import dev.lockstep.scenarios.plan.Search.Effort;
import dev.lockstep.scenarios.plan.Trial;
import dev.lockstep.scenarios.plan.question.Answer.Best;
import dev.lockstep.scenarios.plan.question.Answer.Change;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Hardware;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;

/**
 * How much an answer rests on the hardware: the plan that was best, and the best one there is, if
 * links, devices or their memory were half or twice as good.
 */
final class Sensitivity {

  private static final double HALF = 0.5;

  private final Best best;
  private final Knowledge own;
  private final Effort effort;

  /**
   * Of an answer.
   *
   * @param own what its search learned
   */
  Sensitivity(Best best, Knowledge own, Effort effort) {
    this.best = best;
    this.own = own;
    this.effort = effort;
  }

  List<Change> changes(ExecutorService threads) {
    Problem problem = best.from().variant().problem();
    Candidate kept = best.trial().candidate();
    List<Change> changes = new ArrayList<>();
    hardware(problem.base())
        .forEach(
            (words, other) -> {
              Problem changed = problem.on(other);
              Optional<Trial> same = Search.one(changed, kept);
              Knowledge known = other.isOwnButForMemory() ? own : Knowledge.of(changed);
              Optional<Trial> then = Search.of(changed, effort.best(), known, threads).best();
              changes.add(
                  new Change(
                      words,
                      same.map(trial -> OptionalDouble.of(trial.iterationTimeMs()))
                          .orElse(OptionalDouble.empty()),
                      then,
                      then.map(Trial::candidate).equals(Optional.of(kept))));
            });
    return changes;
  }

  /**
   * What can be told: measured times say nothing of a faster device, ideal links may be endless.
   */
  private static Map<String, Hardware> hardware(Scenario base) {
    boolean network = base.model().isNetwork();
    boolean ideal = base.cluster().ideal().isPresent();
    boolean finite = ideal ? base.cluster().ideal().get().bandwidthGBps().isPresent() : network;
    boolean sized = !ideal || base.cluster().ideal().get().memoryBytes().isPresent();
    Map<String, Hardware> changes = new LinkedHashMap<>();
    for (double factor : new double[] {HALF, 2}) {
      if (finite) {
        changes.put("bandwidth x " + factor, new Hardware(factor, 1, 1));
      }
      if (network) {
        changes.put("device speed x " + factor, new Hardware(1, factor, 1));
      }
      if (sized) {
        changes.put("memory x " + factor, new Hardware(1, 1, factor));
      }
    }
    return changes;
  }
}
