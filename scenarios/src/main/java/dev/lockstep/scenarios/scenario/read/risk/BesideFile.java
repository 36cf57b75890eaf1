package dev.lockstep.scenarios.scenario.read.risk;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files that a scenario names, beside its own. */
final class BesideFile {

  private BesideFile() {}

  /**
   * The path of a file as the program can open it.
   *
   * @throws ScenarioException if no file can be called so
   */
  static String of(Path scenario, String pointer, String name) {
    try {
      return scenario.resolveSibling(name).toString();
    } catch (InvalidPathException e) {
      throw new ScenarioException(
          scenario.toString(),
          pointer,
          "\"%s\" cannot name a file".formatted(name),
          "must be the name of a file, relative to the scenario");
    }
  }
}
