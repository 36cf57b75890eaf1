package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.catalog.entry.StrategyOptions;

/**
 * How the work is ordered.
 *
 * @param name the catalogue's name of the strategy, whatever alias the file uses
 * @param options its options, checked and completed
 */
public record StrategySection(String name, StrategyOptions options) {}
