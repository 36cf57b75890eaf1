/**
 * From what a scenario says of its model to a network of the library; networks by name; the heads
 * of local learning.
 *
 * <p>May use: {@code devices.layers}, {@code catalog} for nearest words, {@code scenario}, and
 * {@code strategy} of the core.
 */
package dev.lockstep.scenarios.assembly.network;
