package dev.lockstep.core.cluster;

/**
 * A link that transfers share, in one direction: a cable that carries both ways at once is two of
 * them.
 *
 * @param name what reports call it
 * @param link its latency and bandwidth
 */
public record NamedLink(String name, Link link) {}
