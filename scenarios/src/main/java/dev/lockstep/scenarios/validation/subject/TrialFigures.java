package dev.lockstep.scenarios.validation.subject;

import dev.lockstep.scenarios.run.RepeatedRun;
import java.util.OptionalDouble;

/** Figures of a trial: those that fits ask for alone, the others off the whole result. */
record TrialFigures(RepeatedRun.Trial trial) implements PredictedFigures {

  @Override
  public OptionalDouble figure(String name) {
    return switch (name) {
      case "iterationTimeMs" -> OptionalDouble.of(trial.iterationTimeMs());
      case "tokensPerSecondPerDevice" -> trial.tokensPerSecondPerDevice();
      case "samplesPerSecond" -> trial.samplesPerSecond();
      case "mfu" -> trial.mfu();
      default -> new ScenarioFigures(trial.result()).figure(name);
    };
  }
}
