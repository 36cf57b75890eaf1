/**
 * Strategies without a flush: a stage updates its weights while other micro-batches are under way,
 * and gradients are applied some updates late.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.delayed;
