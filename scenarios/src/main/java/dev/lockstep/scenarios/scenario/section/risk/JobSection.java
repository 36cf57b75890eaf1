package dev.lockstep.scenarios.scenario.section.risk;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The whole training: how much, at what power, at which price.
 *
 * @param tokens to train on
 * @param samples to train on
 * @param iterations mini-batches to train on
 * @param target a network's accuracy, as {@code train} saw it reached
 * @param power what devices and nodes draw
 * @param price what they cost
 * @param carbonGramsPerKwh carbon dioxide equivalent of the electricity
 */
public record JobSection(
    @Key("tokens to train on") @Bounds(min = 1, max = 1e18) OptionalDouble tokens,
    @Key("samples to train on") @Bounds(min = 1, max = 1e18) OptionalDouble samples,
    @Key("mini-batches to train on") @Bounds(min = 1, max = 1e15) OptionalDouble iterations,
    @Key("an accuracy that train saw reached") Optional<TargetSection> target,
    @Key("what devices and nodes draw") Optional<PowerSection> power,
    @Key("what they cost") Optional<PriceSection> price,
    @Key("grams of carbon dioxide equivalent of a kilowatt-hour") @Bounds(min = 0, max = 1e4)
        OptionalDouble carbonGramsPerKwh) {

  /**
   * Results of {@code train}.
   *
   * @param results its JSON file
   * @param accuracy that is to be reached; the one that the runs aimed at if absent
   */
  public record TargetSection(
      @Key("JSON file of train, beside the scenario") String results,
      @Key("accuracy to be reached; the learning's targetAccuracy if absent")
          @Bounds(min = 0, max = 1)
          OptionalDouble accuracy) {}
}
