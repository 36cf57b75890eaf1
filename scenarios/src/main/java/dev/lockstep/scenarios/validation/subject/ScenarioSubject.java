package dev.lockstep.scenarios.validation.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.hardware.HardwareException;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.RepeatedRun;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** A scenario: its figures are those that {@code run} prints. */
final class ScenarioSubject implements Subject {

  private static final String NAME = "name";

  private final JsonNode tree;
  private final Path file;
  private Optional<RepeatedRun> repeated = Optional.empty();

  /**
   * A scenario inside a row.
   *
   * @param tree the scenario; without a name it gets {@code id}
   * @param file the file that holds the row
   */
  ScenarioSubject(JsonNode tree, String id, Path file) {
    ObjectNode copy = tree.deepCopy();
    if (!copy.has(NAME)) {
      copy.put(NAME, id);
    }
    this.tree = copy;
    this.file = file;
  }

  @Override
  public PredictedFigures predict() {
    return answer(() -> new ScenarioFigures(Run.of(scenario()).result()));
  }

  @Override
  public PredictedFigures predict(FittedConstants constants) {
    return answer(() -> new TrialFigures(repeated().with(constants)));
  }

  @Override
  public Optional<String> constantsKey() {
    try {
      return Preparation.of(scenario()).network().map(network -> network.firstDevice().key());
    } catch (ScenarioException | HardwareException | RefusedException | ScheduleException e) {
      return Optional.empty();
    }
  }

  private static PredictedFigures answer(Supplier<PredictedFigures> prediction) {
    try {
      return prediction.get();
    } catch (ScenarioException | HardwareException e) {
      throw new RefusalException(e.getMessage());
    } catch (RefusedException | ScheduleException e) {
      throw new RefusalException("scenario: " + e.getMessage());
    }
  }

  /** Read and checked once, however often it is predicted. */
  private synchronized RepeatedRun repeated() {
    if (repeated.isEmpty()) {
      repeated = Optional.of(new RepeatedRun(scenario()));
    }
    return repeated.get();
  }

  private Scenario scenario() {
    return ScenarioReader.read(tree, "scenario", file);
  }
}
