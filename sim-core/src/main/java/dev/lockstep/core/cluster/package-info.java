/**
 * Devices, the links between them and the route of a transfer. Knows no tasks.
 *
 * <p>A {@link dev.lockstep.core.cluster.Cluster} is devices on a {@link
 * dev.lockstep.core.cluster.Topology}: private links, one link for each pair, or trees of switches.
 * {@link dev.lockstep.core.cluster.NodeTopology} describes the usual trees: nodes, NICs, a fabric.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.core.cluster;
