/**
 * Timing of repeated work on a machine that others may use too: warm-up, rounds, medians, outliers.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.devices.calibration.timing;
