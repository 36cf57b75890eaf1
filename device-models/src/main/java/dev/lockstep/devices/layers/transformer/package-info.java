/**
 * Transformers: GPT, Llama, mixture of experts, encoders. {@link
 * dev.lockstep.devices.layers.transformer.Transformer} is a network; {@link
 * dev.lockstep.devices.layers.transformer.BlockWork} adds up one block, kernel by kernel.
 *
 * <p>May use: {@code hardware}, {@code kernel}, {@code layers}.
 */
package dev.lockstep.devices.layers.transformer;
