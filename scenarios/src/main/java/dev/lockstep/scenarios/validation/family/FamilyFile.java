package dev.lockstep.scenarios.validation.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.source.CsvTable;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import dev.lockstep.scenarios.validation.row.RowSet;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a family file and the table beside it. */
public final class FamilyFile {

  private static final SchemaCheck SCHEMA =
      SchemaCheck.ofResource(FamilyFile.class, "family.schema.json");
  private static final String ROWS = "rows";

  private final Path file;
  private final JsonNode tree;

  private FamilyFile(Path file) {
    this.file = file;
    this.tree = SourceTree.read(file);
    SCHEMA.require(tree, file.toString());
  }

  /**
   * The family of a file.
   *
   * @param file YAML or JSON, by the ending of its name
   * @throws ScenarioException if it or its table cannot be used; what is wrong with one row is a
   *     problem of the row set
   */
  public static FamilyRows read(Path file) {
    FamilyFile family = new FamilyFile(file);
    return new FamilyRows(family.family(), family.rows());
  }

  private Family family() {
    String name = tree.get("family").asText();
    return new Family(
        name,
        text("title").orElse(name),
        tree.get("source").asText(),
        text("hardware"),
        tree.has("targetPercent")
            ? OptionalDouble.of(tree.get("targetPercent").doubleValue())
            : OptionalDouble.empty(),
        text("peer"),
        text("why"));
  }

  private RowSet rows() {
    CsvTable table = CsvTable.read(table(), "measurement");
    return new TableRows(file, table, rowTemplate(), tree).rows();
  }

  private Path table() {
    String name = tree.get(ROWS).asText();
    try {
      if (!name.isBlank()) {
        return file.resolveSibling(name);
      }
    } catch (InvalidPathException e) {
      // refused below
    }
    throw new ScenarioException(
        file.toString(),
        "/" + ROWS,
        "\"%s\" cannot name a file".formatted(name),
        "must be the name of a CSV file beside this one");
  }

  /** A measured row with placeholders: the family file without what is said of the whole table. */
  private ObjectNode rowTemplate() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (String key :
        new String[] {
          "id",
          "family",
          "group",
          "kernel",
          "collective",
          "measured",
          "fitted",
          "calculated",
          "relativeTo",
          "source"
        }) {
      if (tree.has(key)) {
        row.set(key, tree.get(key));
      }
    }
    if (tree.has("template")) {
      row.set("scenario", tree.get("template"));
    }
    return row;
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(tree.get(key)).map(JsonNode::asText).map(String::strip);
  }
}
