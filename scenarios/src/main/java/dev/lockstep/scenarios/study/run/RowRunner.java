package dev.lockstep.scenarios.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.hardware.HardwareException;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.risk.RiskFigures;
import dev.lockstep.scenarios.risk.RiskResult;
import dev.lockstep.scenarios.risk.RiskStudy;
import dev.lockstep.scenarios.run.ResultFigures;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.study.Combination;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyMetrics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns combinations into rows; may be asked by several threads. */
public final class RowRunner {

  private final Study study;
  private final Parts schedules = new SharedSchedules();

  /** For the combinations of a study. */
  public RowRunner(Study study) {
    this.study = study;
  }

  /** The row of a combination. A refusal is a row too. */
  public StudyRow row(Combination combination) {
    try {
      Scenario scenario = scenario(combination);
      RunResult result = Run.of(scenario, schedules).result();
      Optional<RiskResult> risk = risk(scenario);
      List<Optional<Object>> figures =
          study.metrics().stream().map(name -> figure(name, result, risk)).toList();
      return new StudyRow(
          combination, figures, Optional.empty(), Optional.of(result.provenance().calibration()));
    } catch (ScenarioException e) {
      return refused(combination, e.pointer(), e.what());
    } catch (RefusedException e) {
      return refused(combination, e.pointer(), e.what());
    } catch (HardwareException | ScheduleException e) {
      return refused(combination, "", e.getMessage());
    }
  }

  /** What chance does, if the study asks for a figure of that. */
  private Optional<RiskResult> risk(Scenario scenario) {
    if (study.metrics().stream().noneMatch(StudyMetrics::isOfRisk)) {
      return Optional.empty();
    }
    RiskStudy chance = new RiskStudy(study.precision());
    chance.add(scenario.strategy().name(), scenario);
    return Optional.of(chance.results().get(0));
  }

  private static Optional<Object> figure(String name, RunResult result, Optional<RiskResult> risk) {
    return StudyMetrics.isOfRisk(name)
        ? RiskFigures.of(risk.orElseThrow(), StudyMetrics.nameInRisk(name))
        : ResultFigures.of(result, name);
  }

  private StudyRow refused(Combination combination, String pointer, String what) {
    String why = (pointer.isEmpty() ? "" : pointer + ": ") + what;
    return new StudyRow(
        combination,
        Collections.nCopies(study.metrics().size(), Optional.empty()),
        Optional.of(why.strip().replaceAll("\\s*\\R\\s*", " ")),
        Optional.empty());
  }

  /**
   * The scenario of a combination.
   *
   * @throws ScenarioException if there is none such
   */
  public Scenario scenario(Combination combination) {
    return ScenarioReader.read(tree(combination), study.file().toString(), study.baseFile());
  }

  /** The tree of a combination. */
  public JsonNode tree(Combination combination) {
    JsonNode tree = study.base().deepCopy();
    for (Map.Entry<String, JsonNode> change : combination.changes().entrySet()) {
      TreePlace.of(change.getKey(), study.file()).set(tree, change.getValue());
    }
    return tree;
  }
}
