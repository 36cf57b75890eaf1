/**
 * Carries a schedule out on tensors, task by task, in any order that keeps its dependencies.
 *
 * <p>May use: {@code core.schedule}, {@code numerics.tensor}, {@code numerics.optimizer}, {@code
 * numerics.data}, {@code numerics.rule}, ND4J.
 */
package dev.lockstep.numerics.run;
