/**
 * What pipelines are compared with: the whole model on one device, and a model cut into stages of
 * which one works at a time.
 *
 * <p>May use: {@code core.schedule} and {@code core.strategy}. Pure functions; no cost, no clock.
 */
package dev.lockstep.strategies.baseline;
