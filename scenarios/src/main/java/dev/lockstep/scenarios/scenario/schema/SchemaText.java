package dev.lockstep.scenarios.scenario.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Small pieces of JSON that the schema is put together from. */
final class SchemaText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaText() {}

  /** A schema that admits the named types. */
  static ObjectNode type(String... names) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (names.length == 1) {
      return node.put("type", names[0]);
    }
    for (String name : names) {
      node.withArray("type").add(name);
    }
    return node;
  }

  /** The number as a person writes it: whole numbers without a point. */
  static BigDecimal number(double value) {
    BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /** The value that a JSON text says; empty for text that is not JSON, for nothing and for null. */
  static Optional<Object> value(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isNull() || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * A constant of an enumeration as files write it: lower case, with hyphens, and without the
   * underscore in front of a digit.
   */
  static String word(Object constant) {
    String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    return name.replaceFirst("^_", "").replace('_', '-');
  }

  /** The tree on indented lines, the same bytes on every machine. */
  static String pretty(JsonNode node) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(lines);
    try {
      return JSON.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema cannot be printed", e);
    }
  }
}
