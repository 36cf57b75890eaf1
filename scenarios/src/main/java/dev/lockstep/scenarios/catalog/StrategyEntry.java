package dev.lockstep.scenarios.catalog;

import dev.lockstep.core.strategy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One strategy of the catalogue.
 *
 * @param name the name that results print
 * @param aliases other names for the same strategy
 * @param summary one line on the idea
 * @param paper where it was published; "-" for common knowledge
 * @param options what it takes
 * @param factory makes it from checked options
 */
public record StrategyEntry(
    String name,
    List<String> aliases,
    String summary,
    String paper,
    List<StrategyOption> options,
    Function<StrategyOptions, Strategy> factory) {

  /** Copies the lists. */
  public StrategyEntry {
    aliases = List.copyOf(aliases);
    options = List.copyOf(options);
  }

  /** A strategy without aliases and options. */
  static StrategyEntry of(
      String name, String summary, String paper, Function<StrategyOptions, Strategy> factory) {
    return new StrategyEntry(name, List.of(), summary, paper, List.of(), factory);
  }

  StrategyEntry alias(String... words) {
    return new StrategyEntry(name, List.of(words), summary, paper, options, factory);
  }

  StrategyEntry taking(StrategyOption... taken) {
    return new StrategyEntry(name, aliases, summary, paper, List.of(taken), factory);
  }

  /** The name, then the aliases. */
  public List<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream()).toList();
  }

  /**
   * Checks option values.
   *
   * @throws IllegalArgumentException in one line, if an option is unknown or its value not taken
   */
  public StrategyOptions options(Map<String, ?> given) {
    return StrategyOptions.of(options, given);
  }

  /** The strategy with the given options. */
  public Strategy create(StrategyOptions given) {
    return factory.apply(given);
  }
}
