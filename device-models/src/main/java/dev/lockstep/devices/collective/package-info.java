/**
 * What a collective costs: NCCL's words for bandwidth, closed forms, and a model of the network of
 * a node and between nodes whose constants are fitted on measured tables.
 *
 * <p>Inside a node: {@link dev.lockstep.devices.collective.LinkCurve}, one for each collective that
 * was measured, with the protocols of {@code collective.link}, and the switch that adds ({@link
 * dev.lockstep.devices.collective.InSwitchReduction}). Between nodes: {@link
 * dev.lockstep.devices.collective.ClusterNetwork}. {@link
 * dev.lockstep.devices.collective.CollectiveModel} joins them.
 *
 * <p>May use: kernel, collective.link.
 */
package dev.lockstep.devices.collective;
