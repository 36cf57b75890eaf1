package dev.lockstep.scenarios.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measured rows of pipelines so small that one knows their figures. */
public final class Rows {

  private Rows() {}

  /** A pipeline of passes of 1 ms: one iteration of GPipe or 1F1B alone takes 3 (m + p - 1) ms. */
  public static String scenario(String strategy, int stages, int microBatches) {
    return ("{\"model\": {\"profile\": {\"stages\": %d, \"forwardMs\": 1, \"backwardInputMs\": 1,"
            + " \"backwardWeightMs\": 1}}, \"cluster\": {\"ideal\": {\"transferLatencyMs\": 0}},"
            + " \"training\": {\"microBatches\": %d}, \"strategy\": {\"name\": \"%s\"}}")
        .formatted(stages, microBatches, strategy);
  }

  /**
   * A line.
   *
   * @param more further keys, each behind a comma
   */
  public static String line(String id, String scenario, String measured, String more) {
    return "{\"id\": \"%s\", \"family\": \"tiny\", \"scenario\": %s, \"measured\": {%s}%s}"
        .formatted(id, scenario, measured, more);
  }

  /** Writes a file of lines. */
  public static Path write(Path file, String... lines) {
    try {
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
