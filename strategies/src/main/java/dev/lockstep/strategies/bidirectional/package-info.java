/**
 * Synchronous pipelines that micro-batches enter from both ends, so that forwards of one direction
 * fill the bubbles of the other: with two copies of the model, or with one laid down in a V.
 *
 * <p>May use: sim-core's schedule and strategy.
 */
package dev.lockstep.strategies.bidirectional;
