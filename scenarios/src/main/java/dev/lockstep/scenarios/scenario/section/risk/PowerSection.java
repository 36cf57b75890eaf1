package dev.lockstep.scenarios.scenario.section.risk;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.OptionalDouble;

/**
 * What devices and nodes draw.
 *
 * @param deviceBusyWatts of a device that computes
 * @param deviceCommunicatingWatts of a device that waits for communication
 * @param deviceIdleWatts of a device that does nothing
 * @param nodeWatts of a node without its devices
 * @param pue what the building draws over what the nodes draw
 */
public record PowerSection(
    @Key("a device that computes; the catalogue's design power, an upper bound, if absent")
        @Bounds(min = 0, max = 1e6)
        OptionalDouble deviceBusyWatts,
    @Key("a device that waits for communication; as a busy one if absent")
        @Bounds(min = 0, max = 1e6)
        OptionalDouble deviceCommunicatingWatts,
    @Key("a device that does nothing; as a busy one if absent") @Bounds(min = 0, max = 1e6)
        OptionalDouble deviceIdleWatts,
    @Key(value = "a node without its devices", or = "0") @Bounds(min = 0, max = 1e6)
        double nodeWatts,
    @Key(value = "what the building draws over what its nodes draw", or = "1")
        @Bounds(min = 1, max = 10)
        double pue) {}
