/**
 * What plain backpropagation would have done: gradients to hold those of a strategy against.
 *
 * <p>May use: {@code core.schedule}, {@code numerics.tensor}, {@code numerics.data}, ND4J.
 */
package dev.lockstep.numerics.run.truth;
