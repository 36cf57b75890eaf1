package dev.lockstep.scenarios.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.hardware.HardwareException;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.ResultFigures;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.study.Combination;
import dev.lockstep.scenarios.study.Study;
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
      RunResult result = Run.of(scenario(combination), schedules).result();
      List<Optional<Object>> figures =
          study.metrics().stream().map(name -> ResultFigures.of(result, name)).toList();
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
