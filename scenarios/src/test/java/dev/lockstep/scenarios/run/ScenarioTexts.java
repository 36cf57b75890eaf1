package dev.lockstep.scenarios.run;

import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scenario files from a few words, read and run as users' files are. */
final class ScenarioTexts {

  private final Path folder;

  ScenarioTexts(Path folder) {
    this.folder = folder;
  }

  /** A profile of equal stages: forward, input gradient and weight gradient 1 ms each. */
  static String unit(int stages, String more) {
    return "\"profile\": {\"stages\": %d, \"forwardMs\": 1, \"backwardInputMs\": 1, \"backwardWeightMs\": 1%s}"
        .formatted(stages, more.isEmpty() ? "" : ", " + more);
  }

  Scenario read(String model, String cluster, String training, String strategy, String more) {
    String text =
        """
        {
          "name": "test",
          "model": { %s },
          "cluster": { "ideal": { %s } },
          "training": { %s },
          "strategy": { %s }%s
        }
        """
            .formatted(model, cluster, training, strategy, more.isEmpty() ? "" : ", " + more);
    try {
      return ScenarioReader.read(Files.writeString(folder.resolve("scenario.json"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunResult run(String model, String cluster, String training, String strategy) {
    return Run.of(read(model, cluster, training, strategy, "")).result();
  }
}
