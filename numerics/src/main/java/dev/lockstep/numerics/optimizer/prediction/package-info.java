/**
 * What asynchronous strategies do against stale weights: foretold weights, rates and backwards that
 * are corrected for the delay, and momentum that makes up for it.
 *
 * <p>May use: {@code numerics.optimizer}, {@code numerics.tensor}, ND4J.
 */
package dev.lockstep.numerics.optimizer.prediction;
