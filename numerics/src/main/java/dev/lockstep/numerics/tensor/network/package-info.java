/**
 * Whole networks as lists of layers between which they can be cut into stages.
 *
 * <p>May use: {@code numerics.tensor} and its {@code layer}, {@code image}, {@code block} and
 * {@code head}.
 */
package dev.lockstep.numerics.tensor.network;
