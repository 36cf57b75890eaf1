package dev.lockstep.numerics.tensor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Smaller images, down to a single value. */
class T02_PoolTest {

  /**
   * Gradient 8 of one square.
   *
   * <pre>
   *   1 2   largest 4, sent to its place   0 0     mean 2.5, sent to all   2 2
   *   3 4                                  0 8                             2 2
   * </pre>
   */
  @Test
  void one_square_by_hand() {
    assertSquare(new Pool(Pool.Kind.MAXIMUM, 2, 2), 4, 0, 0, 0, 8);
    assertSquare(new Pool(Pool.Kind.AVERAGE, 2, 2), 2.5, 2, 2, 2, 2);
    assertSquare(new GlobalAveragePool(), 2.5, 2, 2, 2, 2);
  }

  private static void assertSquare(Layer layer, double output, double... gradient) {
    INDArray input = Nd4j.createFromArray(1.0, 2, 3, 4).reshape(1, 1, 2, 2);
    Pass pass = layer.forward(List.of(), input, Phase.TRAINING);
    INDArray eight = Nd4j.createFromArray(new double[] {8}).reshape(pass.output().shape());

    GradientCheck.assertNumbers(pass.output(), output);
    GradientCheck.assertNumbers(pass.backward(List.of(), eight).inputGradient(), gradient);
  }

  @Test
  void derivatives() {
    for (Pool.Kind kind : Pool.Kind.values()) {
      GradientCheck.check(new Pool(kind, 2, 2), 2, 3, 4, 6);
      GradientCheck.check(new Pool(kind, 2, 2), 2, 3, 5, 5);
      GradientCheck.check(new Pool(kind, 3, 2), 2, 3, 5, 7);
      GradientCheck.check(new Pool(kind, 4, 4), 2, 3, 4, 4);
    }
    GradientCheck.check(new GlobalAveragePool(), 2, 3, 4, 5);
  }

  @Test
  void sizes() {
    assertThat(new Pool(Pool.Kind.AVERAGE, 2, 2).outputShape(3, 9, 8)).containsExactly(3, 4, 4);
    assertThatThrownBy(() -> new Pool(Pool.Kind.AVERAGE, 4, 4).outputShape(3, 2, 8))
        .hasMessageStartingWith(
            "Pool takes (channels, height, width) of at least 4, not [3, 2, 8]");
  }
}
