/**
 * From measured matrix products to a device's constants, with the errors that are left.
 *
 * <p>May use: devices.kernel, devices.hardware, devices.roofline; Commons Math.
 */
package dev.lockstep.devices.calibration.fit;
