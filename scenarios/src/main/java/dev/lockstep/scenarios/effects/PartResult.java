package dev.lockstep.scenarios.effects;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.effects.Study.Part;
import dev.lockstep.scenarios.effects.Study.Setting;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.StrategyWord;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingRuns;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a part.
 *
 * @param results of each run, by its label, in the part's order
 * @param likeOther runs that learned like another, by both labels
 * @param leftOut strategies of the catalogue that are in none of the settings, and why they are not
 *     in the first
 */
public record PartResult(
    Part part,
    Map<String, TrainingResult> results,
    Map<String, String> likeOther,
    Map<String, String> leftOut) {

  /** Runs of a part, ready to be carried out. */
  public static final class Runs {
    private final Part part;
    private final TrainingRuns runs;
    private final Map<String, String> likeOther;
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    /**
     * Plans all.
     *
     * @throws ScenarioException if a strategy does not admit its setting, or has no numbers
     */
    public Runs(Part part, Path file) {
      this.part = part;
      Scenario any = part.settings().get(0).strategies().values().iterator().next();
      this.runs = begun(any, file);
      for (Setting setting : part.settings()) {
        setting.strategies().forEach((word, one) -> add(setting.label(word), one, file));
      }
      this.likeOther = runs.carryOutEqualRunsOnce();
      StrategyCatalog.standard().entries().stream()
          .filter(entry -> part.all() && !isThere(entry.name()))
          .forEach(entry -> leftOut.put(entry.name(), whyNot(entry.name(), any, file)));
    }

    private TrainingRuns begun(Scenario any, Path file) {
      try {
        return new TrainingRuns(any, file);
      } catch (RefusedException e) {
        throw located(part.title(), file, e);
      }
    }

    private void add(String label, Scenario scenario, Path file) {
      try {
        runs.add(label, scenario);
      } catch (RefusedException e) {
        throw located(label, file, e);
      }
    }

    private boolean isThere(String name) {
      return part.settings().stream()
          .flatMap(setting -> setting.strategies().values().stream())
          .anyMatch(scenario -> scenario.strategy().name().equals(name));
    }

    private String whyNot(String name, Scenario scenario, Path file) {
      try {
        StrategySection section =
            StrategyWord.section(name, scenario.strategy(), file, "/strategies");
        runs.check(scenario.with(section));
        return "not asked for";
      } catch (RefusedException e) {
        return e.what();
      }
    }

    private static ScenarioException located(String what, Path file, RefusedException e) {
      return new ScenarioException(
          file.toString(), e.pointer(), what + ": " + e.what(), e.whatWouldBeRight());
    }

    /** Mini-batches of all. */
    public int iterations() {
      return runs.iterations();
    }

    /** Carries all out; see {@link TrainingRuns#run}. */
    public PartResult run(Runnable progress) {
      Map<String, TrainingResult> results = new LinkedHashMap<>();
      for (TrainingResult result : runs.run(progress)) {
        results.put(result.strategy(), result);
      }
      return new PartResult(part, results, likeOther, leftOut);
    }
  }

  /** Those of one setting, by their words. */
  Map<String, TrainingResult> of(Setting setting) {
    Map<String, TrainingResult> own = new LinkedHashMap<>();
    setting.strategies().keySet().forEach(word -> own.put(word, results.get(setting.label(word))));
    return own;
  }

  /** Verdicts on the part's claims. */
  List<Verdict> verdicts() {
    return part.claims().stream()
        .map(claim -> Verdict.of(claim, results.get(claim.one()), results.get(claim.other())))
        .toList();
  }
}
