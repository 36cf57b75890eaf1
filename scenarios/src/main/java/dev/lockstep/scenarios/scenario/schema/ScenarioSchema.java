package dev.lockstep.scenarios.scenario.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON Schema of scenario files. It is generated from the records when they change and kept as
 * a resource, because generating it at every start would take longer than reading a scenario.
 */
public final class ScenarioSchema {
  private static final String RESOURCE = "scenario.schema.json";

  private ScenarioSchema() {}

  /** The schema as indented text, the same bytes on every machine but for others' strategies. */
  public static String json() {
    String own = resource();
    try {
      JsonNode schema = new ObjectMapper().readTree(own);
      ArrayNode names = (ArrayNode) schema.at("/properties/strategy/properties/name/enum");
      List<String> more = new ArrayList<>(StrategyCatalog.standard().names());
      names.forEach(name -> more.remove(name.asText()));
      if (more.isEmpty()) {
        return own;
      }
      more.forEach(names::add); // their options are checked by the catalogue
      return SchemaText.pretty(schema);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in schema " + RESOURCE, e);
    }
  }

  private static String resource() {
    try (InputStream resource = ScenarioSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in schema " + RESOURCE, e);
    }
  }
}
