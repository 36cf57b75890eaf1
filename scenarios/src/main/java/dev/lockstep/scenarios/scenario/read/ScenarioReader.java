package dev.lockstep.scenarios.scenario.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.scenario.Scenario;
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
    return read(SourceTree.read(file), file.toString(), file);
  }

  /**
   * The scenario that a tree says.
   *
   * @param tree what stands where a scenario is expected; a table of layers takes its place in it
   * @param place where it stands, for messages
   * @param file the file that holds it, beside which a table of layers lies
   * @throws ScenarioException as for a file
   */
  public static Scenario read(JsonNode tree, String place, Path file) {
    Blame blame = new Blame(place, Optional.empty());
    check(tree, blame);
    JsonNode table = tree.at("/model/layers/csv");
    if (table.isTextual()) {
      LayerTable layers = LayerTable.beside(file, table.asText());
      ((ObjectNode) tree.get("model")).set("layers", layers.rows());
      blame = new Blame(place, Optional.of(layers.name()));
      check(tree, blame);
    }
    Scenario scenario = new ScenarioBinding(tree, blame, file).scenario();
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
