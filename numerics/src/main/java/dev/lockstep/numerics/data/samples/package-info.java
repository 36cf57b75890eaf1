/**
 * Samples that lie compactly in memory, as bytes where they can, and become tensors a micro-batch
 * at a time; random changes of images.
 *
 * <p>May use: {@code numerics.data}, ND4J.
 */
package dev.lockstep.numerics.data.samples;
