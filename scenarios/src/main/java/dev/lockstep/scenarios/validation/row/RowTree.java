package dev.lockstep.scenarios.validation.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import dev.lockstep.scenarios.validation.subject.Subject;
import dev.lockstep.scenarios.validation.subject.Subjects;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the tree of a row into the row; refuses what is none. */
public final class RowTree {

  private static final SchemaCheck SCHEMA =
      SchemaCheck.ofResource(RowTree.class, "row.schema.json");
  private static final String MEASURED = "measured";
  private static final String RELATIVE_TO = "relativeTo";

  private final JsonNode tree;
  private final String place;

  private RowTree(JsonNode tree, String place) {
    this.tree = tree;
    this.place = place;
  }

  /**
   * The row that a tree says.
   *
   * @param place file and line, for messages
   * @param file the file that the row stands in
   * @throws ScenarioException if it breaks the format; what its subject says is not looked at yet
   */
  public static MeasuredRow row(JsonNode tree, String place, Path file) {
    return new RowTree(tree, place).row(file);
  }

  private MeasuredRow row(Path file) {
    SCHEMA.require(tree, place);
    String id = tree.get("id").asText();
    if (id.isBlank()) {
      throw refusal("/id", "is blank", "must name the row");
    }
    Optional<String> relativeTo = text(RELATIVE_TO);
    if (relativeTo.filter(id::equals).isPresent()) {
      throw refusal(
          "/" + RELATIVE_TO,
          "is the row itself, which any prediction gets right",
          "leave " + MEASURED + " empty in the row that others are relative to");
    }
    return new MeasuredRow(
        place,
        id,
        tree.get("family").asText(),
        text("group").orElse(""),
        subject(id, file),
        measured(),
        standing(),
        relativeTo,
        text("source"));
  }

  private Subject subject(String id, Path file) {
    List<String> given = Subjects.keys().stream().filter(tree::has).toList();
    if (given.size() != 1) {
      throw refusal(
          "",
          given.isEmpty() ? "says not what was measured" : "has " + String.join(" and ", given),
          "must hold exactly one of " + String.join(", ", Subjects.keys()));
    }
    String key = given.get(0);
    return Subjects.of(key, tree.get(key), id, file);
  }

  private Map<String, Double> measured() {
    Map<String, Double> measured = new LinkedHashMap<>();
    tree.get(MEASURED)
        .properties()
        .forEach(
            figure -> {
              double value = figure.getValue().doubleValue();
              if (!(value > 0)) {
                throw refusal(
                    "/" + MEASURED + "/" + figure.getKey(),
                    "is " + figure.getValue(),
                    "must be above 0, or a relative error has no meaning");
              }
              measured.put(figure.getKey(), value);
            });
    return measured;
  }

  private Standing standing() {
    if (tree.path("fitted").booleanValue()) {
      return Standing.FITTED;
    }
    return tree.path("calculated").booleanValue() ? Standing.CALCULATED : Standing.UNFITTED;
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(tree.get(key)).map(JsonNode::asText);
  }

  private ScenarioException refusal(String pointer, String what, String whatWouldBeRight) {
    return new ScenarioException(place, pointer, what, whatWouldBeRight);
  }
}
