package dev.lockstep.scenarios.scenario.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.scenario.schema.ScenarioSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the schema says of a key. */
final class KeyRules {

  private KeyRules() {}

  /** The field of a key that the schema knows. */
  static Field field(String pointer) {
    JsonNode rules = rules(pointer);
    String key = pointer.substring(pointer.lastIndexOf('/') + 1);
    JsonNode absent = rules.path("default");
    return new Field(
        pointer,
        KeyLabel.of(key),
        kind(rules),
        words(rules),
        rules.path("description").asText(),
        absent.isMissingNode() ? Optional.empty() : Optional.of(FieldText.of(absent)),
        true);
  }

  /** The keys of a section in the order of the schema. */
  static List<String> keys(String pointer) {
    List<String> keys = new ArrayList<>();
    rules(pointer).path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Those of them that hold words and numbers, not further sections. */
  static List<String> plainKeys(String pointer) {
    return keys(pointer).stream()
        .filter(key -> isPlain(rules(pointer + "/" + key)))
        .filter(key -> isPlain(rules(pointer + "/" + key).path("items")))
        .toList();
  }

  private static boolean isPlain(JsonNode rules) {
    return !rules.has("properties") && !rules.has("$ref");
  }

  private static JsonNode rules(String pointer) {
    JsonNode rules = Schema.TREE;
    for (String key : pointer.substring(1).split("/")) {
      rules = key.matches("\\d+") ? rules.path("items") : rules.path("properties").path(key);
    }
    return rules;
  }

  private static Field.Kind kind(JsonNode rules) {
    if (rules.has("enum")) {
      return Field.Kind.CHOICE;
    }
    JsonNode type = rules.path("type");
    if (type.isArray() || type.asText().equals("array")) {
      return Field.Kind.NUMBERS;
    }
    return switch (type.asText()) {
      case "integer" -> Field.Kind.INTEGER;
      case "number" -> Field.Kind.NUMBER;
      case "boolean" -> Field.Kind.FLAG;
      default -> Field.Kind.TEXT;
    };
  }

  private static List<String> words(JsonNode rules) {
    List<String> words = new ArrayList<>();
    rules.path("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  /** Loaded when the first form is made. */
  private static final class Schema {
    static final JsonNode TREE = tree();

    private static JsonNode tree() {
      try {
        return new ObjectMapper().readTree(ScenarioSchema.json());
      } catch (IOException e) {
        throw new UncheckedIOException("the schema is not JSON", e);
      }
    }
  }
}
