package dev.lockstep.numerics.tensor.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Features to features; what is below zero to zero; images to rows. */
class T01_DenseTest {

  /**
   *
   *
   * <pre>
   *   x = (1 2)    W = (1 0 -1)   b = (10 20 30)    x W + b = (1+4+10  0+6+20  -1+8+30)
   *                    (2 3  4)
   *   dy = (1 -1 2):  dx = W dy = (1-2  2-3+8);  dW = x' dy = (1 -1 2; 2 -2 4);  db = dy
   * </pre>
   */
  @Test
  void one_sample_by_hand() {
    Dense dense = new Dense(2, 3);
    INDArray matrix = Nd4j.createFromArray(new double[][] {{1, 0, -1}, {2, 3, 4}});
    List<INDArray> weights = List.of(matrix, Nd4j.createFromArray(10.0, 20.0, 30.0));
    INDArray input = Nd4j.createFromArray(new double[][] {{1, 2}});

    Pass pass = dense.forward(weights, input, Phase.TRAINING);
    Backward backward = pass.backward(weights, Nd4j.createFromArray(new double[][] {{1, -1, 2}}));

    GradientCheck.assertNumbers(pass.output(), 15, 26, 37);
    GradientCheck.assertNumbers(backward.inputGradient(), -1, 7);
    GradientCheck.assertNumbers(backward.weightGradients().get().get(0), 1, -1, 2, 2, -2, 4);
    GradientCheck.assertNumbers(backward.weightGradients().get().get(1), 1, -1, 2);
  }

  @Test
  void derivatives_of_features() {
    GradientCheck.check(new Dense(4, 3), 5, 4);
  }

  @Test
  void derivatives_of_sequences() {
    GradientCheck.check(new Dense(4, 3), 2, 5, 4);
  }

  @Test
  void refuses_other_features() {
    assertThatThrownBy(() -> new Dense(4, 3).outputShape(2, 5))
        .hasMessageStartingWith("Dense takes 4 features in the last dimension, not [2, 5]. Maybe");
  }

  @Test
  void relu_by_hand() {
    INDArray input = Nd4j.createFromArray(new double[][] {{-2, 0, 3}});
    Pass pass = new Relu().forward(List.of(), input, Phase.TRAINING);
    Backward backward = pass.backward(List.of(), Nd4j.createFromArray(new double[][] {{5, 6, 7}}));

    GradientCheck.assertNumbers(pass.output(), 0, 0, 3);
    GradientCheck.assertNumbers(backward.inputGradient(), 0, 0, 7);
  }

  @Test
  void derivatives_of_relu_and_flatten() {
    GradientCheck.check(new Relu(), 3, 2, 4, 4);
    GradientCheck.check(new Flatten(), 3, 2, 4, 4);
  }
}
