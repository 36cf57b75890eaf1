package dev.lockstep.scenarios.scenario.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Values of keys that may be absent. */
final class Nodes {

  private Nodes() {}

  static Optional<JsonNode> optional(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key));
  }

  static Optional<String> optionalText(JsonNode node, String key) {
    return optional(node, key).map(JsonNode::asText);
  }

  static Optional<Boolean> optionalBoolean(JsonNode node, String key) {
    return optional(node, key).map(JsonNode::booleanValue);
  }

  static OptionalDouble optionalDouble(JsonNode node, String key) {
    return node.has(key) ? OptionalDouble.of(node.get(key).doubleValue()) : OptionalDouble.empty();
  }

  static OptionalLong optionalLong(JsonNode node, String key) {
    return node.has(key) ? OptionalLong.of(node.get(key).longValue()) : OptionalLong.empty();
  }

  static OptionalInt optionalInt(JsonNode node, String key) {
    return node.has(key) ? OptionalInt.of(node.get(key).intValue()) : OptionalInt.empty();
  }

  /** The constant that a word of the file stands for. */
  static <E extends Enum<E>> Optional<E> optionalWord(Class<E> type, JsonNode node, String key) {
    return optionalText(node, key).map(word -> Enum.valueOf(type, constant(word)));
  }

  /** What a file calls a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replaceFirst("^_", "").replace('_', '-');
  }

  /** A constant whose word begins with a digit begins with an underscore. */
  static String constant(String word) {
    String constant = word.toUpperCase(Locale.ROOT).replace('-', '_');
    return constant.matches("\\d.*") ? "_" + constant : constant;
  }
}
