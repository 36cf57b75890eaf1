/**
 * From a kernel and a device's constants to seconds.
 *
 * <p>May use: devices.kernel, devices.hardware.
 */
package dev.lockstep.devices.roofline;
