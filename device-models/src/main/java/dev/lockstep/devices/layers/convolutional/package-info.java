/**
 * Networks of images and vectors: residual, plain, evolved and U-shaped convolutional networks and
 * the multilayer perceptron, written down as in the code that published measurements ran; auxiliary
 * heads of local learning; presets.
 *
 * <p>May use: {@code graph}, {@code layers}, {@code hardware}.
 */
package dev.lockstep.devices.layers.convolutional;
