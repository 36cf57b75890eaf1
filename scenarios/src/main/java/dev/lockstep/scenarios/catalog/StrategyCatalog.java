package dev.lockstep.scenarios.catalog;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.catalog.entry.Family;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.scenarios.catalog.entry.StrategyProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every strategy that a scenario may name, in the order in which lists print them. */
public final class StrategyCatalog {
  private static final List<StrategyEntry> OWN =
      Stream.of(
              members(Family.BASELINE, Baselines.entries()),
              members(Family.SYNCHRONOUS, Pipelines.entries()),
              members(Family.SYNCHRONOUS, Swapping.entries()),
              members(Family.SYNCHRONOUS, ZeroBubbles.entries()),
              members(Family.SYNCHRONOUS, BidirectionalPipelines.entries()),
              members(Family.ASYNCHRONOUS, AsynchronousPipelines.entries()),
              members(Family.ASYNCHRONOUS, AsynchronousPipelines.predicting()),
              members(Family.ASYNCHRONOUS, AsynchronousPipelines.mixed()),
              members(Family.DELAYED, DelayedGradients.entries()),
              members(Family.DELAYED, DecoupledGradients.entries()),
              members(Family.DELAYED, DecoupledGradients.keepingNothing()),
              members(Family.LOCAL, LocalLosses.entries()),
              members(Family.LOCAL, LocalLosses.grouped()),
              members(Family.LOCAL, LocalLosses.estimating()),
              members(Family.OWN, OwnOrders.entries()))
          .flatMap(List::stream)
          .toList();

  private static Optional<StrategyCatalog> standard = Optional.empty();

  private final List<StrategyEntry> entries;

  /**
   * A catalogue of the given strategies.
   *
   * @throws ScheduleException in one line, if two have the same name
   */
  public StrategyCatalog(List<StrategyEntry> entries) {
    this.entries = List.copyOf(entries);
    Set<String> seen = new HashSet<>();
    for (String name : names()) {
      if (!seen.add(name)) {
        throw new ScheduleException(
            "two strategies are called %s. Maybe rename the one in %s."
                .formatted(name, StrategyProvider.VARIABLE));
      }
    }
  }

  /**
   * The strategies of this project, then those of the jars that the user named.
   *
   * @throws ScheduleException in one line, if these cannot be had
   */
  public static synchronized StrategyCatalog standard() {
    if (standard.isEmpty()) {
      String others = System.getenv().getOrDefault(StrategyProvider.VARIABLE, "");
      standard =
          Optional.of(
              new StrategyCatalog(
                  Stream.concat(OWN.stream(), StrategyProvider.in(others).stream()).toList()));
    }
    return standard.get();
  }

  private static List<StrategyEntry> members(Family family, List<StrategyEntry> entries) {
    return entries.stream().map(entry -> entry.in(family)).toList();
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

  /** The strategy with these options; empty if it refuses them. */
  public Optional<Strategy> find(String name, StrategyOptions options) {
    try {
      return find(name).map(entry -> entry.create(options));
    } catch (ScheduleException e) {
      return Optional.empty();
    }
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
