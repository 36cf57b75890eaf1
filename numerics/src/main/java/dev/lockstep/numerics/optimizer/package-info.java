/**
 * Optimizers, rates that change while training goes on, and weights foretold from an optimizer's
 * memory.
 *
 * <p>May use: {@code numerics.tensor}, ND4J.
 */
package dev.lockstep.numerics.optimizer;
