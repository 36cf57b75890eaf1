package dev.lockstep.scenarios.validation.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.formula.Formula;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fills <code>${...}</code> in texts of a tree. A text that is nothing but a placeholder becomes
 * the number, truth value or text that the placeholder stands for, and vanishes with its key where
 * that is empty. A cell {@code [2 3 3]} becomes a list of whole numbers. Within other text an empty
 * value leaves nothing behind.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");
  private static final Pattern LIST = Pattern.compile("\\[(\\d{1,9}( \\d{1,9})*)]");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Collection<String> columns;
  private final Map<String, Formula> formulas = new HashMap<>();

  /** Placeholders over the given columns. */
  Placeholders(Collection<String> columns) {
    this.columns = columns;
  }

  /**
   * Checks all formulas of a tree, so that a mistake in one is told once and not for each row.
   *
   * @param pointer where the tree stands
   * @throws BrokenFormulaException for the first mistake
   */
  void check(JsonNode tree, String pointer) {
    if (tree.isTextual()) {
      try {
        PLACEHOLDER.matcher(tree.asText()).results().forEach(this::formula);
      } catch (IllegalArgumentException e) {
        throw new BrokenFormulaException(pointer, e.getMessage());
      }
    }
    tree.properties().forEach(field -> check(field.getValue(), pointer + "/" + field.getKey()));
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      check(tree.get(i), pointer + "/" + i);
    }
  }

  /**
   * The tree with its placeholders filled; none if it was one and is empty.
   *
   * @throws IllegalArgumentException in one line, if a formula has no value for these cells
   */
  Optional<JsonNode> fill(JsonNode tree, Map<String, String> cells) {
    if (tree.isTextual()) {
      return filled(tree, cells);
    }
    if (tree.isObject()) {
      ObjectNode object = NODES.objectNode();
      tree.properties()
          .forEach(
              field ->
                  fill(field.getValue(), cells)
                      .ifPresent(value -> object.set(field.getKey(), value)));
      return Optional.of(object);
    }
    if (tree.isArray()) {
      ArrayNode array = NODES.arrayNode();
      tree.forEach(element -> fill(element, cells).ifPresent(array::add));
      return Optional.of(array);
    }
    return Optional.of(tree);
  }

  /** The text with its placeholders filled. */
  String text(String text, Map<String, String> cells) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(word(match, cells)));
  }

  private Optional<JsonNode> filled(JsonNode tree, Map<String, String> cells) {
    Matcher whole = PLACEHOLDER.matcher(tree.asText());
    if (whole.matches()) {
      return formula(whole.toMatchResult()).value(cells).map(Placeholders::node);
    }
    return Optional.of(NODES.textNode(text(tree.asText(), cells)));
  }

  private String word(MatchResult match, Map<String, String> cells) {
    // a cell stands in a text as it was written, 0.10 as 0.10
    String column = match.group(1).strip();
    return cells.containsKey(column)
        ? cells.get(column)
        : formula(match).value(cells).map(value -> node(value).asText()).orElse("");
  }

  private Formula formula(MatchResult match) {
    return formulas.computeIfAbsent(match.group(1), text -> new Formula(text, columns));
  }

  /** Whole numbers as such, others as the nearest double; {@code [2 3 3]} as a list. */
  private static JsonNode node(Object value) {
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof BigDecimal number) {
      boolean whole =
          number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= 18;
      return whole
          ? NODES.numberNode(number.longValueExact())
          : NODES.numberNode(number.doubleValue());
    }
    Matcher list = LIST.matcher(value.toString());
    if (list.matches()) {
      ArrayNode array = NODES.arrayNode();
      Stream.of(list.group(1).split(" ")).map(Integer::valueOf).forEach(array::add);
      return array;
    }
    return NODES.textNode(value.toString());
  }
}
