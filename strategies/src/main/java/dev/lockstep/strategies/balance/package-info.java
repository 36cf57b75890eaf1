/**
 * Pipelines that move what one device has too much of to another one: activation stashes.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.balance;
