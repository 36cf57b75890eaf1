/**
 * Auxiliary heads: small classifiers behind a stage, so that it can learn from a loss of its own;
 * and the loss that makes heads of one stage differ.
 *
 * <p>May use: {@code numerics.tensor} and its {@code layer}, {@code image} and {@code block}, ND4J.
 */
package dev.lockstep.numerics.tensor.head;
