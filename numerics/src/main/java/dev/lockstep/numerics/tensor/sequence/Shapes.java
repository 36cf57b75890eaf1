package dev.lockstep.numerics.tensor.sequence;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What sequences' layers ask of shapes. */
final class Shapes {

  private Shapes() {}

  /** Everything before the last dimension as rows; a view where it can be one. */
  static INDArray rows(INDArray tensor) {
    return tensor.reshape('c', -1, tensor.size(-1));
  }

  /** Refuses all but (positions, {@code features}). */
  static void check(String layer, long features, long... inputShape) {
    if (inputShape.length != 2 || inputShape[1] != features) {
      throw new IllegalArgumentException(
          "%s takes (positions, %d), not %s\nMaybe a layer before it has other features."
              .formatted(layer, features, Arrays.toString(inputShape)));
    }
  }
}
