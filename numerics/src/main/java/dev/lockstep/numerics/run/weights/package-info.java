/**
 * A stage's weights while a schedule is carried out: the versions that are still to be read, and
 * what a learning rule makes of them.
 *
 * <p>May use: {@code core.schedule}, {@code numerics.tensor}, {@code numerics.optimizer}, {@code
 * numerics.rule}, ND4J.
 */
package dev.lockstep.numerics.run.weights;
