package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Kernel;

/**
 * One measurement that a curve is fitted through.
 *
 * @param kernel what ran
 * @param seconds how long it took
 */
public record Point(Kernel kernel, double seconds) {}
