/**
 * Strategies in which gradients do not travel through the whole model: stages learn from the losses
 * of auxiliary heads, their own or those of stages close behind them.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.local;
