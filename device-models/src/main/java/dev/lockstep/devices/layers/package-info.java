/**
 * The model library: what a layer of a network computes, holds and hands on, as one device of a
 * tensor, context and expert parallel group sees it. Knows no device and no time.
 *
 * <p>May use: {@code hardware} for precisions, {@code kernel}.
 */
package dev.lockstep.devices.layers;
