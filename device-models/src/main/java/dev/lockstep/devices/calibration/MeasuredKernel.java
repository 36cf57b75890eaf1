package dev.lockstep.devices.calibration;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;

/**
 * A row of a table of measured kernels.
 *
 * @param kernel what ran
 * @param precision in which format
 * @param seconds how long one run took, more than 0
 */
public record MeasuredKernel(Kernel kernel, Precision precision, double seconds) {

  /** Refuses a time that is not above zero. */
  public MeasuredKernel {
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s took %s s; a measured time is above 0 and finite".formatted(kernel, seconds));
    }
  }
}
