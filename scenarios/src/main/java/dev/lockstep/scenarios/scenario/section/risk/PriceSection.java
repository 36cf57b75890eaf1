package dev.lockstep.scenarios.scenario.section.risk;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What hardware costs: an hour of a device, or an item of a price list.
 *
 * @param usdPerDeviceHour US dollars
 * @param list a CSV file of prices
 * @param item of the list
 * @param date the list's latest price up to then is taken, YYYY-MM-DD
 */
public record PriceSection(
    @Key("US dollars for an hour of a device") @Bounds(min = 0, max = 1e6)
        OptionalDouble usdPerDeviceHour,
    @Key("CSV file of prices, beside the scenario: item, pricePerHour, per, currency, date")
        Optional<String> list,
    @Key("which item of the list") Optional<String> item,
    @Key("the latest price up to this day, YYYY-MM-DD; the latest of all if absent")
        Optional<String> date) {}
