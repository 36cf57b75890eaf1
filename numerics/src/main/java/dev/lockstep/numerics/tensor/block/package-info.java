/**
 * Blocks of residual networks, made of single layers.
 *
 * <p>May use: {@code numerics.tensor}, {@code numerics.tensor.layer}, {@code
 * numerics.tensor.image}, ND4J.
 */
package dev.lockstep.numerics.tensor.block;
