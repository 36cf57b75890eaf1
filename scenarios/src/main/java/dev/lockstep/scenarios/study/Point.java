package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One place on an axis.
 *
 * @param cells what stands in the results' columns, by column
 * @param changes values by where they stand in the scenario, as JSON pointers
 */
public record Point(Map<String, String> cells, Map<String, JsonNode> changes) {

  /** A value of one column. */
  static Point of(String column, String pointer, JsonNode value) {
    return new Point(Map.of(column, text(value)), Map.of(pointer, value));
  }

  /** Both at once. */
  Point and(Point other) {
    Map<String, String> allCells = new LinkedHashMap<>(cells);
    allCells.putAll(other.cells);
    Map<String, JsonNode> allChanges = new LinkedHashMap<>(changes);
    allChanges.putAll(other.changes);
    return new Point(allCells, allChanges);
  }

  /** As it stands in a cell. */
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
