/**
 * A network as the operations that it runs on tensors, in order. What a layer keeps, hands on and
 * computes follows from who reads which tensor, and is never stated.
 *
 * <p>May use: {@code hardware}, {@code kernel}, {@code layers}.
 */
package dev.lockstep.devices.layers.convolutional.graph;
