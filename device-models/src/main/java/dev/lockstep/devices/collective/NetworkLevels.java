package dev.lockstep.devices.collective;

import java.util.Optional;

/**
 * The network of a cluster, level by level.
 *
 * @param node inside a node
 * @param cluster between nodes; empty if there is one node
 */
public record NetworkLevels(NodeNetwork node, Optional<ClusterNetwork> cluster) {}
