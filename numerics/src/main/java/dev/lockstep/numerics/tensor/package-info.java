/**
 * Layers with their derivatives, as functions of weights that are handed in: a backward may thus
 * run with other weights than the forward before it, as delayed gradients do.
 *
 * <p>May use: ND4J.
 */
package dev.lockstep.numerics.tensor;
