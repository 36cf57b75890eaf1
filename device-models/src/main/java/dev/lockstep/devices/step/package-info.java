/**
 * From the kernels of a layer to the time of its passes on one device, communication inside it
 * included.
 *
 * <p>May use: {@code kernel}, {@code layers}, {@code roofline}.
 */
package dev.lockstep.devices.step;
