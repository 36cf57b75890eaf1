package dev.lockstep.scenarios.scenario.section.cluster;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Equal devices, each with a private link to each other: nothing contends.
 *
 * @param transferLatencyMs time of a transfer before its bytes count
 * @param bandwidthGBps 10^9 bytes per second in one direction; unlimited if absent
 * @param memoryBytes capacity of each device; unlimited if absent
 */
public record IdealCluster(
    @Key(value = "time of a transfer, its bytes aside", or = "0") @Bounds(min = 0, max = Bounds.MS)
        double transferLatencyMs,
    @Key("10^9 bytes per second, one direction; unlimited if absent") @Bounds(min = 1e-6, max = 1e9)
        OptionalDouble bandwidthGBps,
    @Key("capacity of each device; unlimited if absent") @Bounds(min = 1, max = Bounds.BYTES)
        OptionalLong memoryBytes) {}
