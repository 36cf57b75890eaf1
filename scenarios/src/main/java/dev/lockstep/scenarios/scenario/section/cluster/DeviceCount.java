package dev.lockstep.scenarios.scenario.section.cluster;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;

/**
 * Some equal devices among others.
 *
 * @param count how many
 * @param preset which
 */
public record DeviceCount(
    @Key("how many") @Bounds(min = 1, max = 1e6) int count,
    @Key("the device: a name that list devices prints, or a device file") String preset) {}
