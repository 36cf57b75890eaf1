package dev.lockstep.gui.model.learning;

import dev.lockstep.scenarios.cli.console.StrategyWords;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.TrainingRuns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What someone wants to be trained.
 *
 * @param name what the results are to be called
 * @param document the scenario
 * @param strategies as the command line takes them; the scenario's own if there are none
 * @param seeds runs of each strategy, if not as many as the scenario says
 * @param iterations mini-batches of each run, if not as many as the scenario says
 */
public record TrainingRequest(
    String name,
    ScenarioDocument document,
    List<String> strategies,
    Optional<Integer> seeds,
    Optional<Integer> iterations) {

  /** Copies the list. */
  public TrainingRequest {
    strategies = List.copyOf(strategies);
  }

  /**
   * What will be carried out.
   *
   * @param names of the strategies
   * @param target the accuracy that is asked for
   * @param runs ready to be carried out
   * @param refused strategies of "all" without numbers, and why
   */
  public record Prepared(
      List<String> names,
      Optional<Double> target,
      TrainingRuns runs,
      Map<String, String> refused) {}

  /**
   * Reads the data and lays the schedules out.
   *
   * @throws ScenarioException if the scenario says something wrong
   * @throws RefusedException if it does not say what is learned, or a strategy that was named does
   *     not admit it or has no numbers
   * @throws IllegalArgumentException if there is no such strategy
   */
  public Prepared prepare() {
    Scenario scenario = document.scenario().withLearning(iterations, seeds);
    TrainingRuns runs = new TrainingRuns(scenario, document.file());
    Map<String, StrategySection> chosen =
        strategies.isEmpty()
            ? Map.of(scenario.strategy().name(), scenario.strategy())
            : StrategyWords.chosen(strategies, document.file(), scenario);
    Map<String, String> refused = new LinkedHashMap<>();
    chosen.forEach((name, strategy) -> add(name, scenario.with(strategy), runs, refused));
    List<String> names =
        chosen.keySet().stream().filter(name -> !refused.containsKey(name)).toList();
    Optional<Double> target =
        scenario
            .learning()
            .flatMap(learning -> learning.targetAccuracy().stream().boxed().findFirst());
    return new Prepared(names, target, runs, refused);
  }

  /** "all" is a wish for those that have numbers; a name is a wish for that strategy. */
  private void add(String name, Scenario scenario, TrainingRuns runs, Map<String, String> refused) {
    try {
      runs.add(name, scenario);
    } catch (RefusedException e) {
      if (strategies.isEmpty() || strategies.contains(name)) {
        throw new RefusedException(e.pointer(), name + ": " + e.what(), e.whatWouldBeRight());
      }
      refused.put(name, (e.what() + ". " + e.whatWouldBeRight()).strip());
    }
  }
}
