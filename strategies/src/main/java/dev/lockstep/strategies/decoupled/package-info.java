/**
 * The family of delayed gradients: stages go backward at the same time, each on an older
 * micro-batch, with the gradient that the stage behind it sent earlier.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.decoupled;
