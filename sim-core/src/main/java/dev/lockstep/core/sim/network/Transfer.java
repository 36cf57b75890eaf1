package dev.lockstep.core.sim.network;

/**
 * What a network has to carry.
 *
 * @param id decides among transfers of one instant: the smaller one counts as the earlier one
 * @param links the links of its route
 * @param latencyNanos time until its first byte is through
 * @param aloneNanos how long it takes with all links to itself, latency included
 * @param sizeBytes its size
 * @param arrived what happens then
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Transfer(
    int id, int[] links, long latencyNanos, long aloneNanos, long sizeBytes, Runnable arrived) {}
