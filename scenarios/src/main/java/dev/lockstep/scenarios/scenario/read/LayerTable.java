package dev.lockstep.scenarios.scenario.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.scenario.source.CsvTable;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A CSV file of layers: comment lines start with #, the header names the keys of a layer, an empty
 * cell is a missing key. Its rows become the same tree as layers that stand in the scenario itself.
 */
final class LayerTable {
  private static final int LONGEST_NUMBER = 40;

  private final Path file;

  private LayerTable(Path file) {
    this.file = file;
  }

  /**
   * The file that a scenario names.
   *
   * @param scenarioFile the scenario, beside which the table lies
   * @param name the file as the scenario names it
   */
  static LayerTable beside(Path scenarioFile, String name) {
    try {
      if (!name.isBlank()) {
        return new LayerTable(scenarioFile.resolveSibling(name));
      }
    } catch (InvalidPathException e) {
      // refused below
    }
    throw new ScenarioException(
        scenarioFile.toString(),
        "/model/layers/csv",
        "\"%s\" cannot name a file".formatted(NearestWord.quoted(name)),
        "must be the name of a CSV file, relative to the scenario");
  }

  /** The file's name for messages. */
  String name() {
    return file.toString();
  }

  /** The rows as a scenario would list them. */
  ArrayNode rows() {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    CsvTable.read(file, "layer").rows().forEach(cells -> rows.add(row(cells)));
    return rows;
  }

  private static ObjectNode row(Map<String, String> cells) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    cells.forEach(
        (column, text) -> {
          if (!text.isEmpty()) {
            row.set(column, column.equals("name") ? TextNode.valueOf(text) : cell(text));
          }
        });
    return row;
  }

  /** A number where the cell is one; other text is left for the schema to refuse. */
  private static JsonNode cell(String text) {
    if (text.length() <= LONGEST_NUMBER) {
      try {
        double value = new BigDecimal(text).doubleValue();
        if (Double.isFinite(value)) {
          return JsonNodeFactory.instance.numberNode(value);
        }
      } catch (NumberFormatException e) {
        return TextNode.valueOf(text);
      }
    }
    return TextNode.valueOf(text);
  }
}
