package dev.lockstep.scenarios.scenario.read.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Values of keys that may be absent. */
public final class Nodes {

  private Nodes() {}

  /** What stands at a key. */
  public static Optional<JsonNode> optional(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key));
  }

  /** A text. */
  public static Optional<String> optionalText(JsonNode node, String key) {
    return optional(node, key).map(JsonNode::asText);
  }

  /** Yes or no. */
  public static Optional<Boolean> optionalBoolean(JsonNode node, String key) {
    return optional(node, key).map(JsonNode::booleanValue);
  }

  /** A number. */
  public static OptionalDouble optionalDouble(JsonNode node, String key) {
    return node.has(key) ? OptionalDouble.of(node.get(key).doubleValue()) : OptionalDouble.empty();
  }

  /** A whole number. */
  public static OptionalLong optionalLong(JsonNode node, String key) {
    return node.has(key) ? OptionalLong.of(node.get(key).longValue()) : OptionalLong.empty();
  }

  /** A small whole number. */
  public static OptionalInt optionalInt(JsonNode node, String key) {
    return node.has(key) ? OptionalInt.of(node.get(key).intValue()) : OptionalInt.empty();
  }

  /** The constant that a word of the file stands for. */
  public static <E extends Enum<E>> Optional<E> optionalWord(
      Class<E> type, JsonNode node, String key) {
    return optionalText(node, key).map(word -> Enum.valueOf(type, constant(word)));
  }

  /** What a file calls a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replaceFirst("^_", "").replace('_', '-');
  }

  /** A constant whose word begins with a digit begins with an underscore. */
  public static String constant(String word) {
    String constant = word.toUpperCase(Locale.ROOT).replace('-', '_');
    return constant.matches("\\d.*") ? "_" + constant : constant;
  }
}
