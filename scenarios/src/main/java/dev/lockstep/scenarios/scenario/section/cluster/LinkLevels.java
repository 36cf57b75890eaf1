package dev.lockstep.scenarios.scenario.section.cluster;

import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;

/**
 * The links of a described cluster.
 *
 * @param node between the devices of a node
 * @param network between nodes
 */
public record LinkLevels(
    @Key("between the devices of a node") Optional<NodeLinks> node,
    @Key("between nodes") Optional<NetworkLinks> network) {}
