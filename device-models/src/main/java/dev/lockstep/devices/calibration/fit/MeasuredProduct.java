package dev.lockstep.devices.calibration.fit;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.MatrixProduct;

/**
 * A measured matrix product.
 *
 * @param product what ran
 * @param precision in which format
 * @param seconds how long one run took, above 0
 */
public record MeasuredProduct(MatrixProduct product, Precision precision, double seconds) {

  /** Refuses a time that is not above zero. */
  public MeasuredProduct {
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s took %s s; a measured time is above 0 and finite".formatted(product, seconds));
    }
  }
}
