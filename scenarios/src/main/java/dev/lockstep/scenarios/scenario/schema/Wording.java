package dev.lockstep.scenarios.scenario.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import java.util.ArrayList;
import java.util.List;

/** Says what the validator found in words for people. */
final class Wording {
  private final ValidationMessage message;
  private final JsonNode rules;
  private final JsonNode found;

  Wording(JsonNode schema, ValidationMessage message) {
    this.message = message;
    this.found = message.getInstanceNode();
    JsonPointer keyword = JsonPointer.compile(message.getSchemaLocation().getFragment().toString());
    this.rules = schema.at(keyword.head());
  }

  Violation violation() {
    return switch (message.getType()) {
      case "additionalProperties" -> unknownKey();
      case "required" -> missingKey();
      case "type" -> here(value(found), "must be " + expected());
      case "minimum", "maximum" -> here(value(found), "must be " + range());
      case "enum" -> notInList();
      case "minItems" -> here("is an empty list", "must hold at least one value");
      case "minProperties" -> here("is empty", "must hold one of " + known());
      case "maxProperties" ->
          here("holds %d keys".formatted(found.size()), "must hold exactly one of " + known());
      default -> here("does not fit the schema", NearestWord.quoted(message.getMessage()));
    };
  }

  private Violation here(String what, String whatWouldBeRight) {
    return new Violation(message.getInstanceLocation().toString(), what, whatWouldBeRight);
  }

  private Violation unknownKey() {
    String key = message.getProperty();
    String pointer = message.getInstanceLocation().append(key).toString();
    String question =
        NearestWord.of(key, knownKeys()).map("; did you mean \"%s\"?"::formatted).orElse("");
    return new Violation(
        shortened(pointer),
        "unknown key \"%s\"%s".formatted(NearestWord.quoted(key), question),
        "known keys: " + known());
  }

  private Violation missingKey() {
    return here(
        "key \"%s\" is missing".formatted(message.getProperty()), "add it; known keys: " + known());
  }

  private Violation notInList() {
    List<String> words = new ArrayList<>();
    message.getSchemaNode().forEach(word -> words.add(word.asText()));
    String question =
        found.isTextual()
            ? NearestWord.of(found.asText(), words)
                .map("; did you mean \"%s\"?"::formatted)
                .orElse("")
            : "";
    return here(value(found) + question, "must be one of " + String.join(", ", words));
  }

  private List<String> knownKeys() {
    List<String> keys = new ArrayList<>();
    rules.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private String known() {
    return String.join(", ", knownKeys());
  }

  private String expected() {
    JsonNode types = rules.path("type");
    if (types.isTextual()) {
      return typeWords(types.asText()) + rangeWords();
    }
    if (types.get(0).asText().equals("number")) {
      return range() + ", or a list of such numbers";
    }
    List<String> words = new ArrayList<>();
    types.forEach(type -> words.add(typeWords(type.asText())));
    return String.join(" or ", words) + rangeWords();
  }

  private static String typeWords(String type) {
    return switch (type) {
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "string" -> "a text";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "an object with keys";
      default -> type;
    };
  }

  private String range() {
    return "a number" + rangeWords();
  }

  private String rangeWords() {
    if (!rules.has("minimum") || !rules.has("maximum")) {
      return "";
    }
    return " from %s to %s".formatted(plain(rules.get("minimum")), plain(rules.get("maximum")));
  }

  private static String plain(JsonNode number) {
    return number.decimalValue().stripTrailingZeros().toPlainString();
  }

  private static String value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "is an object";
      case ARRAY -> "is a list";
      case NULL, MISSING -> "is null";
      case STRING -> "is the text \"%s\"".formatted(NearestWord.quoted(node.asText()));
      default -> "is " + NearestWord.quoted(node.asText());
    };
  }

  private static String shortened(String pointer) {
    return pointer.length() > 80 ? pointer.substring(0, 80) + "..." : pointer;
  }
}
