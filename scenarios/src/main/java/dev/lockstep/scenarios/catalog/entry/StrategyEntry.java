package dev.lockstep.scenarios.catalog.entry;

import dev.lockstep.core.strategy.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One strategy of the catalogue.
 *
 * @param family what it has in common with others
 * @param name the name that results print
 * @param aliases other names for the same strategy
 * @param summary one line on the idea
 * @param paper where it was published; "-" for common knowledge
 * @param words what its page says beyond that
 * @param options what it takes
 * @param factory makes it from checked options
 */
public record StrategyEntry(
    Family family,
    String name,
    List<String> aliases,
    String summary,
    String paper,
    Words words,
    List<StrategyOption> options,
    Function<StrategyOptions, Strategy> factory) {

  /**
   * What the page of a strategy says in words.
   *
   * @param idea how it works, in a few sentences; empty if the summary says it all
   * @param whenToUse what speaks for it and what against; empty if nobody said it yet
   * @param formula time, bubble or memory in closed form; empty if there is none. p devices, m
   *     micro-batches, v chunks a device, s a stage from 0, F, I and W the times of forward, input
   *     and weight gradient, B = I + W
   */
  public record Words(String idea, String whenToUse, String formula) {

    /** Nothing beyond the summary. */
    public static final Words NONE = new Words("", "", "");
  }

  /** Copies the lists. */
  public StrategyEntry {
    aliases = List.copyOf(aliases);
    options = List.copyOf(options);
  }

  /**
   * A strategy without aliases and options, one that users bring along, of which its page says no
   * more than the summary.
   */
  public static StrategyEntry of(
      String name, String summary, String paper, Function<StrategyOptions, Strategy> factory) {
    return new StrategyEntry(
        Family.OWN, name, List.of(), summary, paper, Words.NONE, List.of(), factory);
  }

  /** The same strategy as a member of a family. */
  public StrategyEntry in(Family other) {
    return new StrategyEntry(other, name, aliases, summary, paper, words, options, factory);
  }

  /** The same strategy with other names beside its own. */
  public StrategyEntry alias(String... others) {
    return new StrategyEntry(
        family, name, List.of(others), summary, paper, words, options, factory);
  }

  /** The same strategy with options. */
  public StrategyEntry taking(StrategyOption... taken) {
    return new StrategyEntry(family, name, aliases, summary, paper, words, List.of(taken), factory);
  }

  /** The same strategy with more to say on its page; empty where there is nothing. */
  public StrategyEntry saying(String idea, String whenToUse, String formula) {
    Words said = new Words(idea, whenToUse, formula);
    return new StrategyEntry(family, name, aliases, summary, paper, said, options, factory);
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
    return options(
        given,
        file -> {
          throw new IllegalArgumentException(
              "option names the file %s, but there is no scenario to find it beside"
                  .formatted(file));
        });
  }

  /**
   * Checks option values.
   *
   * @param reader the text of a file by the name that an option gives
   * @throws IllegalArgumentException in one line, if an option is unknown or its value not taken
   */
  public StrategyOptions options(Map<String, ?> given, UnaryOperator<String> reader) {
    return StrategyOptions.of(options, given, reader);
  }

  /** Of the given values, those that differ from what stands for a missing one. */
  public Map<String, Object> unusual(Map<String, Object> values) {
    Map<String, Object> unusual = new LinkedHashMap<>(values);
    unusual.entrySet().removeAll(options(Map.of()).values().entrySet());
    return unusual;
  }

  /** The strategy with the given options. */
  public Strategy create(StrategyOptions given) {
    return factory.apply(given);
  }
}
