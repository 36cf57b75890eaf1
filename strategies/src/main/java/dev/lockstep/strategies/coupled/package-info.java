/**
 * Local learning whose stages are coupled with the few stages behind them: gradients of later
 * losses travel back a bounded number of stages, or into the end of one.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.coupled;
