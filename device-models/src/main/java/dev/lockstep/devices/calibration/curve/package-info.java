/**
 * From measured kernels of one class to a few constants with a meaning (launch, peak, bandwidth,
 * half-performance sizes), by least squares on the logarithm of the time.
 *
 * <p>May use: devices.kernel, devices.roofline, Commons Math.
 */
package dev.lockstep.devices.calibration.curve;
