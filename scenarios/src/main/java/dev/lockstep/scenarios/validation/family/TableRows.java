package dev.lockstep.scenarios.validation.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lockstep.scenarios.scenario.source.CsvTable;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import dev.lockstep.scenarios.validation.row.RowSet;
import dev.lockstep.scenarios.validation.row.RowTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a table, each filled into the template: for every row and every variant, first the
 * variant's columns, then the derived ones, each of which may use those before it.
 */
final class TableRows {

  private static final List<String> TEXTS = List.of("id", "group", "relativeTo", "source");

  private final Path file;
  private final CsvTable table;
  private final ObjectNode template;
  private final JsonNode derive;
  private final List<JsonNode> variants;
  private final Optional<JsonNode> where;
  private final Placeholders placeholders;

  /**
   * A table and its template.
   *
   * @param file the family file
   * @param template a measured row with placeholders
   * @param family the family file's tree: {@code derive}, {@code variants}, {@code where}
   * @throws ScenarioException for the first broken formula
   */
  TableRows(Path file, CsvTable table, ObjectNode template, JsonNode family) {
    this.file = file;
    this.table = table;
    this.template = template;
    this.derive = family.path("derive");
    this.where = Optional.ofNullable(family.get("where"));
    List<JsonNode> given = new ArrayList<>();
    family.path("variants").forEach(given::add);
    this.variants =
        given.isEmpty() ? List.of(JsonNodeFactory.instance.objectNode()) : List.copyOf(given);
    this.placeholders = new Placeholders(columns());
    check(family);
  }

  private Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(table.columns());
    variants.forEach(variant -> variant.fieldNames().forEachRemaining(columns::add));
    derive.fieldNames().forEachRemaining(columns::add);
    return columns;
  }

  private void check(JsonNode family) {
    try {
      placeholders.check(family, "");
    } catch (BrokenFormulaException e) {
      throw new ScenarioException(
          file.toString(),
          e.pointer(),
          e.getMessage(),
          "placeholders hold columns of %s and expressions over them".formatted(table.file()));
    }
  }

  RowSet rows() {
    RowSet.Builder rows = new RowSet.Builder();
    for (int i = 0; i < table.rows().size(); i++) {
      String place = "%s, row %d".formatted(table.file(), i + 1);
      Map<String, String> cells = table.rows().get(i);
      for (JsonNode variant : variants) {
        addRow(rows, place, cells, variant);
      }
    }
    return rows.build();
  }

  private void addRow(
      RowSet.Builder rows, String place, Map<String, String> cells, JsonNode variant) {
    try {
      Map<String, String> all = allCells(cells, variant);
      if (where
          .flatMap(condition -> placeholders.fill(condition, all))
          .map(JsonNode::asBoolean)
          .orElse(where.isEmpty())) {
        rows.add(() -> row(place, all));
      }
    } catch (IllegalArgumentException e) {
      rows.add(
          () -> {
            throw refusal(place, e);
          });
    }
  }

  private MeasuredRow row(String place, Map<String, String> cells) {
    try {
      ObjectNode row = (ObjectNode) placeholders.fill(template, cells).orElseThrow();
      for (String key : TEXTS) {
        // an id such as 0017 is a text, not a number
        if (row.has(key)) {
          row.set(key, TextNode.valueOf(placeholders.text(template.get(key).asText(), cells)));
        }
      }
      return RowTree.row(row, place, file);
    } catch (IllegalArgumentException e) {
      throw refusal(place, e);
    }
  }

  private Map<String, String> allCells(Map<String, String> cells, JsonNode variant) {
    Map<String, String> all = new LinkedHashMap<>(cells);
    columns().forEach(column -> all.putIfAbsent(column, ""));
    for (JsonNode extra : List.of(variant, derive)) {
      extra
          .properties()
          .forEach(
              field -> all.put(field.getKey(), placeholders.text(field.getValue().asText(), all)));
    }
    return all;
  }

  private static ScenarioException refusal(String place, IllegalArgumentException problem) {
    return new ScenarioException(
        place, "", problem.getMessage(), "its cells must have a value in every formula");
  }
}
