/**
 * What strategies differ in beside their schedules: how losses are combined, and which weights
 * stand in for those to come, and when replicas average theirs.
 *
 * <p>May use: {@code core.strategy}, {@code strategies}, {@code numerics.tensor}, {@code
 * numerics.optimizer}, ND4J.
 */
package dev.lockstep.numerics.rule;
