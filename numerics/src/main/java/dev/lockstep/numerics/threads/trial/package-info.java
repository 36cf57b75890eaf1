/**
 * Small networks with generated data, cut into two stages, to hold predictions against real runs
 * with.
 *
 * <p>May use: {@code core.strategy}, {@code numerics.data}, {@code numerics.optimizer}, {@code
 * numerics.rule}, {@code numerics.run}, {@code numerics.tensor}, ND4J.
 */
package dev.lockstep.numerics.threads.trial;
