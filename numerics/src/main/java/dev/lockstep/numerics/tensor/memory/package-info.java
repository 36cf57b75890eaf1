/**
 * The memory of tensors, which lies outside of Java's heap: giving it back at once where nobody
 * uses it any more, and keeping what is left to the garbage collector in bounds.
 *
 * <p>May use: ND4J.
 */
package dev.lockstep.numerics.tensor.memory;
