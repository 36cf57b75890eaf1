package dev.lockstep.devices.roofline;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Times of matrix products in one precision, each computed once: layers repeat. */
final class KeptProducts {

  private final MatrixProductModel model;
  private final Precision precision;
  private final Map<MatrixProduct, Double> seconds = new ConcurrentHashMap<>();

  KeptProducts(MatrixProductModel model, Precision precision) {
    this.model = model;
    this.precision = precision;
  }

  double seconds(MatrixProduct product) {
    return seconds.computeIfAbsent(product, p -> model.seconds(p, precisionOf(p)));
  }

  /** Whether constants were fitted on products like this one. */
  boolean isFitted(MatrixProduct product) {
    return model.isFitted(product, precisionOf(product));
  }

  private Precision precisionOf(MatrixProduct product) {
    return product.in16Bits() && precision.operandBytes() < 2 ? Precision.BF16 : precision;
  }
}
