/**
 * Pipelines without a flush: micro-batches of successive mini-batches follow one another in one
 * stream, and stages update while others are under way. They differ in how far a backward comes
 * behind its forward, when a stage updates, and which weights are read.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.asynchronous;
