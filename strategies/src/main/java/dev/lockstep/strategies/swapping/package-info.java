/**
 * Strategies whose weights live in the memory of the host and come to a device when they are
 * needed.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.swapping;
