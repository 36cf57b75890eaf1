package dev.lockstep.scenarios.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every strategy that a scenario may name, in the order in which lists print them. */
public final class StrategyCatalog {
  private static final StrategyCatalog STANDARD =
      new StrategyCatalog(
          Stream.of(
                  Baselines.entries(),
                  Pipelines.entries(),
                  AsynchronousPipelines.entries(),
                  AsynchronousPipelines.predicting(),
                  BidirectionalPipelines.entries(),
                  ZeroBubbles.entries(),
                  DelayedGradients.entries(),
                  DecoupledGradients.entries(),
                  LocalLosses.entries(),
                  LocalLosses.grouped())
              .flatMap(List::stream)
              .toList());

  private final List<StrategyEntry> entries;

  /** A catalogue of the given strategies. */
  public StrategyCatalog(List<StrategyEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The strategies of this project. */
  public static StrategyCatalog standard() {
    return STANDARD;
  }

  /** All strategies. */
  public List<StrategyEntry> entries() {
    return entries;
  }

  /** Names and aliases of all strategies. */
  public List<String> names() {
    return entries.stream().flatMap(entry -> entry.names().stream()).toList();
  }

  /** The strategy with this name or alias. */
  public Optional<StrategyEntry> find(String name) {
    return entries.stream().filter(entry -> entry.names().contains(name)).findFirst();
  }

  /**
   * The strategy with this name or alias.
   *
   * @throws IllegalArgumentException in one line, naming the nearest name and all known ones
   */
  public StrategyEntry byName(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException(NearestWord.unknown("strategy", name, names())));
  }
}
