package dev.lockstep.numerics.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shortens gradients that are too long together (Pascanu, Mikolov, Bengio, ICML 2013, algorithm 1).
 * The norm is an argument of its own: it is that of all stages where they update together, and a
 * stage's own where nothing waits for the others.
 *
 * @param maximumNorm above 0
 */
public record GradientClipping(double maximumNorm) {

  /** Checks the figure. */
  public GradientClipping {
    if (!(maximumNorm > 0)) {
      throw new IllegalArgumentException(
          "gradients clipped to a norm of %s; it must be above 0".formatted(maximumNorm));
    }
  }

  /** Sum of the squares of all elements; sums of several stages may be added. */
  public static double sumOfSquares(List<INDArray> gradients) {
    double sum = 0;
    for (INDArray gradient : gradients) {
      double norm = gradient.norm2Number().doubleValue();
      sum += norm * norm;
    }
    return sum;
  }

  /**
   * The gradients, shortened if the norm is above the maximum; copies in any case.
   *
   * @param norm of all gradients that are clipped together
   */
  public List<INDArray> clip(List<INDArray> gradients, double norm) {
    double factor = norm > maximumNorm ? maximumNorm / norm : 1;
    return gradients.stream().map(gradient -> gradient.mul(factor)).toList();
  }
}
