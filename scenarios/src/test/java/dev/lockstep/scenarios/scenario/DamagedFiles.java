package dev.lockstep.scenarios.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Makes damaged copies of a valid scenario, the same ones every time. */
final class DamagedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String MARK = "\"MARK\"";

  private final JsonNode valid;
  private final Map<String, String> damaged = new LinkedHashMap<>();

  private DamagedFiles(String valid) throws JsonProcessingException {
    this.valid = JSON.readTree(valid);
  }

  /** Texts by what was done to them. */
  static Map<String, String> of(String valid) {
    try {
      DamagedFiles files = new DamagedFiles(valid);
      files.damageEachKey();
      files.truncate(valid);
      return files.damaged;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void damageEachKey() {
    for (List<Object> path : paths(valid, List.of())) {
      each(path, "removed", (parent, key) -> remove(parent, key));
      each(path, "renamed", DamagedFiles::rename);
      for (String value :
          List.of("null", "{}", "[]", "true", "-1", "0", "2.5", "1e400", "NaN", "\"?\"", "9e18")) {
        each(path, value, (parent, key) -> put(parent, key, NODES.textNode("MARK")), value);
      }
    }
  }

  private void truncate(String text) {
    for (int end = 1; end < text.stripTrailing().length(); end += 11) {
      damaged.put("cut at " + end, text.substring(0, end));
    }
  }

  private void each(List<Object> path, String how, BiConsumer<JsonNode, Object> damage) {
    each(path, how, damage, "");
  }

  private void each(
      List<Object> path, String how, BiConsumer<JsonNode, Object> damage, String replacement) {
    JsonNode copy = valid.deepCopy();
    JsonNode parent = copy;
    for (Object key : path.subList(0, path.size() - 1)) {
      parent = key instanceof Integer index ? parent.get(index) : parent.get((String) key);
    }
    damage.accept(parent, path.get(path.size() - 1));
    damaged.put(path + " " + how, copy.toString().replace(MARK, replacement));
  }

  private static void put(JsonNode parent, Object key, JsonNode value) {
    if (key instanceof Integer index) {
      ((ArrayNode) parent).set(index, value);
    } else {
      ((ObjectNode) parent).set((String) key, value);
    }
  }

  private static void remove(JsonNode parent, Object key) {
    if (key instanceof Integer index) {
      ((ArrayNode) parent).remove(index);
    } else {
      ((ObjectNode) parent).remove((String) key);
    }
  }

  private static void rename(JsonNode parent, Object key) {
    if (parent instanceof ObjectNode object) {
      object.set(key + "s", object.remove((String) key));
    } else {
      put(parent, key, NODES.nullNode());
    }
  }

  private static List<List<Object>> paths(JsonNode node, List<Object> prefix) {
    List<List<Object>> paths = new ArrayList<>();
    List<Object> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        keys.add(i);
      }
    }
    for (Object key : keys) {
      List<Object> path = new ArrayList<>(prefix);
      path.add(key);
      paths.add(path);
      JsonNode child = key instanceof Integer index ? node.get(index) : node.get((String) key);
      paths.addAll(paths(child, path));
    }
    return paths;
  }
}
