package dev.lockstep.scenarios.scenario.section.cluster;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Links between the devices of a node: a known link, or latency and bandwidth.
 *
 * @param link a known link
 * @param latencyUs time of a transfer before its bytes count
 * @param bandwidthGBps what one device sends to all its peers together
 * @param measured a file of links that were fitted on measurements
 * @param devicesPerSwitch devices that share one way out, as behind a PCIe switch
 * @param sharing how transfers share them
 */
public record NodeLinks(
    @Key("a known link, as list links names it") Optional<String> link,
    @Key("time of a transfer, its bytes aside") @Bounds(min = 0, max = 1e9)
        OptionalDouble latencyUs,
    @Key("10^9 bytes per second that a device sends") @Bounds(min = 1e-6, max = 1e9)
        OptionalDouble bandwidthGBps,
    @Key("a network file that calibrate --nccl wrote, beside the scenario")
        Optional<String> measured,
    @Key("devices that share one way out; each has its own if absent") @Bounds(min = 1, max = 1e6)
        OptionalInt devicesPerSwitch,
    @Key("how transfers share these links; as simulation.network if absent")
        Optional<SimulationSection.Network> sharing) {}
