/**
 * Tables of measured kernels in CSV and JSON, and the file that a calibration writes. The format is
 * documented in docs/kernel-table.md.
 *
 * <p>May use: devices.calibration, devices.kernel, devices.hardware, scenarios.scenario for
 * refusals, Jackson.
 */
package dev.lockstep.scenarios.kerneltable;
