/**
 * End-to-end pipelines: one loss, gradients through all stages, one mini-batch cut into
 * micro-batches.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.pipeline;
