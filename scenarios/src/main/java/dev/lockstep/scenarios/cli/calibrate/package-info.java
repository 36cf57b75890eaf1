/**
 * The command that measures a device and writes its file.
 *
 * <p>May use: kerneltable, devices.calibration, picocli.
 */
package dev.lockstep.scenarios.cli.calibrate;
