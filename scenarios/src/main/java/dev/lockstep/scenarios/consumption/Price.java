package dev.lockstep.scenarios.consumption;

import dev.lockstep.scenarios.scenario.section.risk.PriceSection;
import java.util.Optional;

/**
 * What hardware costs.
 *
 * @param usdPerHour US dollars
 * @param perNode whether that is for a node, not for a device
 * @param note where it comes from, if from a list
 */
record Price(double usdPerHour, boolean perNode, Optional<String> note) {

  private static final double MS_PER_HOUR = 3.6e6;

  /**
   * What a section says.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if a list lacks it
   */
  static Price of(PriceSection section) {
    return section.usdPerDeviceHour().isPresent()
        ? new Price(section.usdPerDeviceHour().getAsDouble(), false, Optional.empty())
        : PriceList.read(section.list().orElseThrow())
            .price(section.item().orElseThrow(), section.date());
  }

  /** Cost of so much time of all of them, in US dollars. */
  double costUsd(double milliseconds, Fleet fleet) {
    return usdPerHour * (perNode ? fleet.nodes() : fleet.devices()) * milliseconds / MS_PER_HOUR;
  }
}
