/**
 * Single layers, the first values of their weights, and cross-entropy. They calculate in the data
 * type of what they are given.
 *
 * <p>May use: {@code numerics.tensor}, ND4J.
 */
package dev.lockstep.numerics.tensor.layer;
