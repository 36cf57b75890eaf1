/**
 * Objects that refer to tensors as bytes, and back: tensors keep their bits, their layout, and who
 * shares memory with whom.
 *
 * <p>May use: {@code numerics.tensor.memory}, ND4J.
 */
package dev.lockstep.numerics.tensor.store;
