package dev.lockstep.scenarios.scenario.section.cluster;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Links between nodes: a known link, or latency and bandwidth, of each network card.
 *
 * @param link a known link
 * @param latencyUs time of a transfer before its bytes count
 * @param bandwidthGBps what one card sends
 * @param cardsPerNode network cards of a node, shared by its devices
 * @param oversubscription how many times more the cards could send than the network carries
 * @param sharing how transfers share them
 */
public record NetworkLinks(
    @Key("a known link, as list links names it") Optional<String> link,
    @Key("time of a transfer, its bytes aside") @Bounds(min = 0, max = 1e9)
        OptionalDouble latencyUs,
    @Key("10^9 bytes per second that a card sends") @Bounds(min = 1e-6, max = 1e9)
        OptionalDouble bandwidthGBps,
    @Key(value = "network cards of a node, shared by its devices", or = "1")
        @Bounds(min = 1, max = 1e6)
        int cardsPerNode,
    @Key(value = "how many times more the cards could send than the network carries", or = "1")
        @Bounds(min = 1, max = 1e6)
        double oversubscription,
    @Key("how transfers share these links; as simulation.network if absent")
        Optional<SimulationSection.Network> sharing) {}
