/**
 * From measured kernels to a device's constants: which shapes are timed, which of them the fit
 * never sees, what comes out and how large its errors are. Kernels come from a backend (ND4J) or
 * from a table that another program measured.
 *
 * <p>May use: calibration.timing, calibration.curve, devices.kernel, devices.hardware,
 * devices.roofline.
 */
package dev.lockstep.devices.calibration;
