package dev.lockstep.scenarios.catalog.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The options of one strategy with checked values; defaults stand in for what was not given. */
public final class StrategyOptions {
  private final Map<String, Object> values;
  private final Map<String, String> contents;

  private StrategyOptions(Map<String, Object> values, Map<String, String> contents) {
    this.values = values;
    this.contents = contents;
  }

  /**
   * Checks the given values against what a strategy takes.
   *
   * @param declared the options the strategy takes
   * @param given values by name: {@link Number}, {@link Boolean}, {@link String} or a {@link List}
   *     of numbers
   * @param reader the text of a file by its name
   * @throws IllegalArgumentException in one line, for an unknown option (naming the nearest) or a
   *     value that the option does not take
   */
  public static StrategyOptions of(
      List<StrategyOption> declared, Map<String, ?> given, UnaryOperator<String> reader) {
    List<String> known = declared.stream().map(StrategyOption::name).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(NearestWord.unknown("option", name, known));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> contents = new LinkedHashMap<>();
    for (StrategyOption option : declared) {
      Object value = given.get(option.name());
      if (value != null) {
        values.put(option.name(), checked(option, value));
        if (option.type() == StrategyOption.Type.FILE) {
          contents.put(option.name(), reader.apply((String) value));
        }
      } else if (option.defaultText().isPresent()) {
        values.put(option.name(), parsed(option, option.defaultText().get()));
      }
    }
    return new StrategyOptions(values, contents);
  }

  private static Object parsed(StrategyOption option, String text) {
    return switch (option.type()) {
      case INTEGER -> Integer.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case ENUMERATION, LIST, FILE -> text;
    };
  }

  private static Object checked(StrategyOption option, Object value) {
    boolean taken =
        switch (option.type()) {
          case INTEGER -> inRange(option, value) && isWhole((Number) value);
          case NUMBER -> inRange(option, value);
          case BOOLEAN -> value instanceof Boolean;
          case ENUMERATION -> value instanceof String word && option.values().contains(word);
          case LIST ->
              value instanceof String word && option.values().contains(word)
                  || !numbers(option, value).isEmpty();
          case FILE -> value instanceof String name && !name.isBlank();
        };
    if (!taken) {
      throw new IllegalArgumentException(
          "option \"%s\" is %s. must be %s".formatted(option.name(), value, option.admits()));
    }
    return switch (option.type()) {
      case INTEGER -> ((Number) value).intValue();
      case NUMBER -> ((Number) value).doubleValue();
      case LIST -> option.values().contains(value) ? value : numbers(option, value);
      default -> value;
    };
  }

  /**
   * The numbers of a list, of a text like 2-1-1, or a single one; empty if the option takes none.
   */
  private static List<Integer> numbers(StrategyOption option, Object value) {
    List<?> parts = value instanceof List<?> list ? list : List.of(value);
    if (value instanceof String text && text.matches("\\d{1,6}(-\\d{1,6})*")) {
      parts = Stream.of(text.split("-")).map(Integer::valueOf).toList();
    }
    boolean taken = parts.stream().allMatch(p -> inRange(option, p) && isWhole((Number) p));
    return taken ? parts.stream().map(p -> ((Number) p).intValue()).toList() : List.of();
  }

  private static boolean inRange(StrategyOption option, Object value) {
    return value instanceof Number number
        && number.doubleValue() >= option.minimum()
        && number.doubleValue() <= option.maximum();
  }

  private static boolean isWhole(Number number) {
    return number.doubleValue() == Math.rint(number.doubleValue());
  }

  /** The value of an option of type integer. */
  public int integer(String name) {
    return (Integer) value(name);
  }

  /** The value of an option of type integer that may stay unset. */
  public OptionalInt optionalInteger(String name) {
    return has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
  }

  /** The value of an option of type number. */
  public double number(String name) {
    return (Double) value(name);
  }

  /** The value of an option of type boolean. */
  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /** The word chosen for an option of type enumeration. */
  public String choice(String name) {
    return (String) value(name);
  }

  /** The value of an option of type list; empty if it was not given or is a word. */
  public Optional<List<Integer>> list(String name) {
    return values.get(name) instanceof List<?> numbers
        ? Optional.of(numbers.stream().map(Integer.class::cast).toList())
        : Optional.empty();
  }

  /** The name of the file given for an option of type file. */
  public String fileName(String name) {
    return (String) value(name);
  }

  /** The text of that file. */
  public String fileText(String name) {
    value(name);
    return contents.get(name);
  }

  /** All values by name, in the order in which the strategy declares its options. */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Whether the option was given or has a default. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new NoSuchElementException(
          "no value for option \"%s\" among %s".formatted(name, values));
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StrategyOptions options
        && values.equals(options.values)
        && contents.equals(options.contents);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** {@code virtualStages=2, flag=true}; empty without options. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    values.forEach((name, value) -> parts.add(name + "=" + value));
    return String.join(", ", parts);
  }
}
