/**
 * Kernels on ND4J: the one place that says which operation of the library stands for which kernel.
 *
 * <p>May use: calibration, calibration.timing, devices.kernel, ND4J.
 */
package dev.lockstep.devices.calibration.backend;
