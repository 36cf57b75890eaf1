/**
 * What a network knows as its schedule goes on: losses and accuracy against iterations and against
 * simulated time.
 *
 * <p>May use: {@code core.schedule}, {@code core.timeline}, {@code numerics.data}, {@code
 * numerics.run}.
 */
package dev.lockstep.numerics.curve;
