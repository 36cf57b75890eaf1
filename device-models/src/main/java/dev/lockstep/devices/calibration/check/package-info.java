/**
 * Real training steps of small networks on the backend, written out by hand, with the list of
 * kernels each consists of: whether a sum of computed kernel times foretells a whole step.
 *
 * <p>May use: calibration, calibration.backend, calibration.timing, devices.kernel,
 * devices.roofline, ND4J.
 */
package dev.lockstep.devices.calibration.check;
