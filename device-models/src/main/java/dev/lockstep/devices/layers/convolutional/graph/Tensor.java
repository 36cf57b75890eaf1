package dev.lockstep.devices.layers.convolutional.graph;

/**
 * What one operation writes and others read.
 *
 * @param number tells it from the others of its network
 * @param shape of one image
 * @param needsGradient whether weights, or a gradient that someone else asks for, stand before it
 */
public record Tensor(int number, ImageShape shape, boolean needsGradient) {}
