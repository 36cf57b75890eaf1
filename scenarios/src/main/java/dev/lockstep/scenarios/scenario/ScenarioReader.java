package dev.lockstep.scenarios.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.scenario.schema.ScenarioSchema;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import java.nio.file.Path;
import java.util.Optional;

/** Reads scenario files. */
public final class ScenarioReader {
  private ScenarioReader() {}

  /**
   * The scenario that the file says.
   *
   * @param file JSON or YAML, by the ending of its name
   * @throws ScenarioException in one line, if the file cannot be read, breaks the schema, or says
   *     something impossible
   */
  public static Scenario read(Path file) {
    JsonNode tree = SourceTree.read(file);
    Blame blame = new Blame(file.toString(), Optional.empty());
    check(tree, blame);
    JsonNode table = tree.at("/model/layers/csv");
    if (table.isTextual()) {
      LayerTable layers = LayerTable.beside(file, table.asText());
      ((ObjectNode) tree.get("model")).set("layers", layers.rows());
      blame = new Blame(file.toString(), Optional.of(layers.name()));
      check(tree, blame);
    }
    Scenario scenario = new ScenarioBinding(tree, blame).scenario();
    new ScenarioRules(scenario, blame).check();
    return scenario;
  }

  private static void check(JsonNode tree, Blame blame) {
    Check.SCHEMA
        .firstViolation(tree)
        .ifPresent(
            violation -> {
              throw blame.at(violation.pointer(), violation.what(), violation.whatWouldBeRight());
            });
  }

  /** Loaded when the first file gets as far as the schema. */
  private static final class Check {
    static final SchemaCheck SCHEMA = new SchemaCheck(ScenarioSchema.json());
  }
}
