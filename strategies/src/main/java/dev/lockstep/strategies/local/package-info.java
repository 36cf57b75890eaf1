/**
 * Strategies in which no gradient leaves a stage or a small group of stages: they learn from the
 * losses of auxiliary heads of their own.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.local;
