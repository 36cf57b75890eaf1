package dev.lockstep.core.cluster;

import java.util.OptionalLong;

/**
 * The hardware that a rank runs on.
 *
 * @param name what reports call it
 * @param memoryBytes its memory, if known
 */
public record Device(String name, OptionalLong memoryBytes) {}
