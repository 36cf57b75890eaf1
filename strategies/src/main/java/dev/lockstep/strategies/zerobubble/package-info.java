/**
 * Synchronous pipelines that split the backward and order weight gradients so that little time is
 * lost, within a bound on what is kept: fixed orders, building blocks that repeat, and a planner
 * for given times.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no engine, no clock.
 */
package dev.lockstep.strategies.zerobubble;
