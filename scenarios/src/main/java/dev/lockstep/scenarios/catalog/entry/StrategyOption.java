package dev.lockstep.scenarios.catalog.entry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One option that a strategy takes.
 *
 * @param name as scenario files write it
 * @param type kind of value
 * @param values the words of an enumeration, or those that may stand for a list; empty for other
 *     types
 * @param minimum least value of a number or of those in a list, inclusive; meaningless for other
 *     types
 * @param maximum greatest value of these, inclusive
 * @param defaultText what stands for a missing value; empty if the option may stay unset
 * @param description one line
 */
public record StrategyOption(
    String name,
    Type type,
    List<String> values,
    double minimum,
    double maximum,
    Optional<String> defaultText,
    String description) {

  /** What values an option of a strategy takes. */
  public enum Type {
    INTEGER,
    NUMBER,
    BOOLEAN,
    ENUMERATION,
    LIST,
    FILE;

    /**
     * The word for users, as JSON Schema says it; an enumeration and the name of a file are text.
     */
    public String word() {
      return switch (this) {
        case ENUMERATION, FILE -> "string";
        case LIST -> "array";
        default -> name().toLowerCase(Locale.ROOT);
      };
    }
  }

  /** Copies the list. */
  public StrategyOption {
    values = List.copyOf(values);
  }

  /** A whole number from {@code minimum} to {@code maximum} that stays unset unless given. */
  public static StrategyOption integer(String name, int minimum, int maximum, String description) {
    return new StrategyOption(
        name, Type.INTEGER, List.of(), minimum, maximum, Optional.empty(), description);
  }

  /** A number from {@code minimum} to {@code maximum} that stays unset unless given. */
  public static StrategyOption number(
      String name, double minimum, double maximum, String description) {
    return new StrategyOption(
        name, Type.NUMBER, List.of(), minimum, maximum, Optional.empty(), description);
  }

  /** True or false, false unless given. */
  public static StrategyOption flag(String name, String description) {
    return new StrategyOption(
        name, Type.BOOLEAN, List.of(), 0, 0, Optional.of("false"), description);
  }

  /** One of {@code values}, the first unless given. */
  public static StrategyOption oneOf(String name, List<String> values, String description) {
    return new StrategyOption(
        name, Type.ENUMERATION, values, 0, 0, Optional.of(values.get(0)), description);
  }

  /**
   * Whole numbers from {@code minimum} to {@code maximum}, at least one, or one of {@code words};
   * unset unless given.
   */
  public static StrategyOption list(
      String name, int minimum, int maximum, List<String> words, String description) {
    return new StrategyOption(
        name, Type.LIST, words, minimum, maximum, Optional.empty(), description);
  }

  /** The name of a file beside the scenario, unset unless given. */
  public static StrategyOption file(String name, String description) {
    return new StrategyOption(name, Type.FILE, List.of(), 0, 0, Optional.empty(), description);
  }

  /** The same option with a value that stands for a missing one. */
  public StrategyOption orElse(Object defaultValue) {
    return new StrategyOption(
        name,
        type,
        values,
        minimum,
        maximum,
        Optional.of(String.valueOf(defaultValue)),
        description);
  }

  /** The same option, unset unless given: results then do not name it. */
  public StrategyOption orUnset() {
    return new StrategyOption(name, type, values, minimum, maximum, Optional.empty(), description);
  }

  /** What the option takes, in words: {@code an integer from 1 to 1024}. */
  public String admits() {
    return switch (type) {
      case INTEGER -> "an integer from %d to %d".formatted((long) minimum, (long) maximum);
      case NUMBER -> "a number from %s to %s".formatted(minimum, maximum);
      case BOOLEAN -> "true or false";
      case ENUMERATION -> "one of " + String.join(", ", values);
      case LIST ->
          "a list of integers from %d to %d".formatted((long) minimum, (long) maximum) + orWords();
      case FILE -> "the name of a file beside the scenario";
    };
  }

  private String orWords() {
    return values.stream().map(" or \"%s\""::formatted).collect(Collectors.joining());
  }
}
