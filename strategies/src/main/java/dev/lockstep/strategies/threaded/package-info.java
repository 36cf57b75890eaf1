/**
 * Strategies whose devices run several threads that share the weights: a forward of one micro-batch
 * beside backwards of others.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.threaded;
