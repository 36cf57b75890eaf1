/**
 * Layers of transformers, over tensors (samples, positions, features), and networks of them.
 *
 * <p>May use: {@code numerics.tensor}, {@code numerics.tensor.layer}, ND4J.
 */
package dev.lockstep.numerics.tensor.sequence;
