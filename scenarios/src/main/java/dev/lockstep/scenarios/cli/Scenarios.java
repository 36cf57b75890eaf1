package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Says in which file a refusal lies. */
final class Scenarios {

  private Scenarios() {}

  /** Does something with the scenario of a file; a refusal then names the file. */
  static <T> T in(Path file, Supplier<T> action) {
    try {
      return action.get();
    } catch (RefusedException e) {
      throw new ScenarioException(file.toString(), e.pointer(), e.what(), e.whatWouldBeRight());
    }
  }
}
