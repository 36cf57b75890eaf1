package dev.lockstep.scenarios.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place in a tree.
 *
 * @param pointer as a JSON pointer
 * @param steps keys and places in lists, from the root down
 * @param file that names it, for messages
 */
record TreePlace(String pointer, List<String> steps, Path file) {

  static TreePlace of(String pointer, Path file) {
    List<String> steps =
        Stream.of(pointer.substring(1).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList();
    return new TreePlace(pointer, steps, file);
  }

  /** Puts a value there; objects on the way that are missing are made. */
  void set(JsonNode tree, JsonNode value) {
    JsonNode node = tree;
    for (String step : steps.subList(0, steps.size() - 1)) {
      JsonNode next = in(node, step).orElseThrow(this::refusal);
      if (next.isMissingNode()) {
        next = ((ObjectNode) node).putObject(step);
      }
      node = next;
    }
    String last = steps.get(steps.size() - 1);
    if (in(node, last).isEmpty()) {
      throw refusal();
    }
    if (node instanceof ObjectNode object) {
      object.set(last, value.deepCopy());
    } else {
      ((ArrayNode) node).set(Integer.parseInt(last), value.deepCopy());
    }
  }

  /** Nothing, where nothing can be. */
  private static Optional<JsonNode> in(JsonNode node, String step) {
    if (node.isObject()) {
      return Optional.of(node.path(step));
    }
    boolean place = node.isArray() && step.matches("\\d{1,6}") && node.has(Integer.parseInt(step));
    return place ? Optional.of(node.get(Integer.parseInt(step))) : Optional.empty();
  }

  private ScenarioException refusal() {
    return new ScenarioException(
        file.toString(),
        pointer,
        "leads to nothing that can be set",
        "name a key of an object, or a place in a list that there is");
  }
}
