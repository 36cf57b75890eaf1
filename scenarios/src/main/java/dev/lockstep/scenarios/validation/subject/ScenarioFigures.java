package dev.lockstep.scenarios.validation.subject;

import dev.lockstep.scenarios.run.ResultFigures;
import dev.lockstep.scenarios.run.RunResult;
import java.util.OptionalDouble;

/** Figures of a scenario. */
record ScenarioFigures(RunResult result) implements PredictedFigures {

  @Override
  public OptionalDouble figure(String name) {
    return ResultFigures.number(result, name);
  }
}
