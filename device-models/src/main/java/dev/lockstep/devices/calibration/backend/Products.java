package dev.lockstep.devices.calibration.backend;

import dev.lockstep.devices.kernel.MatrixProduct;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of one shape in the orientations of a training step: A B of the forward, A B^T of the
 * input's gradient, A^T B of the weights' gradient. What a product of the shape takes is their
 * mean.
 */
final class Products {

  /** Products that one run of the work makes. */
  static final int ORIENTATIONS = 3;

  private Products() {}

  static Runnable inTurn(MatrixProduct product, Operands operands) {
    long batch = product.batch();
    INDArray left = matrices(operands, batch, product.m(), product.k());
    INDArray leftTransposed = matrices(operands, batch, product.k(), product.m());
    INDArray right = matrices(operands, batch, product.k(), product.n());
    INDArray rightTransposed = matrices(operands, batch, product.n(), product.k());
    INDArray out = matrices(operands, batch, product.m(), product.n());
    Runnable forward = Operations.product(left, false, right, false, out);
    Runnable inputGradient = Operations.product(left, false, rightTransposed, true, out);
    Runnable weightGradient = Operations.product(leftTransposed, true, right, false, out);
    return () -> {
      forward.run();
      inputGradient.run();
      weightGradient.run();
    };
  }

  private static INDArray matrices(Operands operands, long batch, long rows, long columns) {
    return batch == 1 ? operands.of(rows, columns) : operands.of(batch, rows, columns);
  }
}
