/**
 * Layers of images (samples, channels, height, width): convolution and pooling.
 *
 * <p>May use: {@code numerics.tensor}, {@code numerics.tensor.layer}, ND4J.
 */
package dev.lockstep.numerics.tensor.image;
