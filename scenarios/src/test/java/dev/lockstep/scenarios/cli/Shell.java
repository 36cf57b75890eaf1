package dev.lockstep.scenarios.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Types commands and small scenario files for the tests. */
final class Shell {

  private Shell() {}

  /** What a command left behind. */
  record Outcome(int status, String out, String err) {}

  /** {@code lockstep arguments...}. */
  static Outcome lockstep(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int status = Main.execute(words, new PrintWriter(out), new PrintWriter(err));
    return new Outcome(status, out.toString(), err.toString());
  }

  /** Stages of 1 ms forward, 1 ms input gradient, 1 ms weight gradient; transfers take no time. */
  static String units(String strategy, int stages, int microBatches) {
    return """
        {
          "name": "%1$s, %2$d stages, %3$d micro-batches",
          "model": {
            "profile": {
              "stages": %2$d, "forwardMs": 1, "backwardInputMs": 1, "backwardWeightMs": 1
            }
          },
          "cluster": { "ideal": { "transferLatencyMs": 0 } },
          "training": { "microBatches": %3$d },
          "strategy": { "name": "%1$s" }
        }
        """
        .formatted(strategy, stages, microBatches);
  }

  /** The same, with sizes and a limit. */
  static String withMemory(String strategy, int stages, int microBatches) {
    return units(strategy, stages, microBatches)
        .replace(
            "\"backwardWeightMs\": 1",
            "\"backwardWeightMs\": 1, \"activationBytes\": 1e9, \"parameterBytes\": 1e9")
        .replace("\"transferLatencyMs\": 0", "\"transferLatencyMs\": 0, \"memoryBytes\": 4e9");
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
