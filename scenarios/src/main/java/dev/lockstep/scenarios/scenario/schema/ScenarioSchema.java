package dev.lockstep.scenarios.scenario.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema of scenario files. It is generated from the records when they change and kept as
 * a resource, because generating it at every start would take longer than reading a scenario.
 */
public final class ScenarioSchema {
  private static final String RESOURCE = "scenario.schema.json";

  private ScenarioSchema() {}

  /** The schema as indented text, the same bytes on every machine. */
  public static String json() {
    try (InputStream resource = ScenarioSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in schema " + RESOURCE, e);
    }
  }
}
