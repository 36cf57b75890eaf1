package dev.lockstep.numerics.tensor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Images to images. */
class T01_ConvolutionTest {

  /**
   * One channel, two by two of a kernel.
   *
   * <pre>
   *   x = 1 2 3   k = 1 0   y = 1+2*5 2+2*6 = 11 14   dy = 1 0   dx = 1  0   0   dk = 1+5 2+6
   *       4 5 6       0 2       4+2*8 5+2*9   20 23        0 1        0 2+1  0        4+8 5+9
   *       7 8 9                                                       0  0   2
   * </pre>
   */
  @Test
  void one_image_by_hand() {
    Convolution convolution = new Convolution(1, 1, 2, 1, 0, 1);
    INDArray input = Nd4j.arange(1, 10).castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE);
    List<INDArray> weights = List.of(Nd4j.createFromArray(1.0, 0, 0, 2).reshape(1, 1, 2, 2));

    Pass pass = convolution.forward(weights, input.reshape(1, 1, 3, 3), Phase.TRAINING);
    Backward backward =
        pass.backward(weights, Nd4j.createFromArray(1.0, 0, 0, 1).reshape(1, 1, 2, 2));

    GradientCheck.assertNumbers(pass.output(), 11, 14, 20, 23);
    GradientCheck.assertNumbers(backward.inputGradient(), 1, 0, 0, 0, 3, 0, 0, 0, 2);
    GradientCheck.assertNumbers(backward.weightGradients().get().get(0), 6, 8, 12, 14);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 1, 4, 3",
    "1, 2, 0, 1, 4, 3",
    "3, 1, 1, 1, 4, 3",
    "3, 1, 0, 1, 4, 3",
    "3, 2, 1, 1, 4, 3",
    "3, 2, 1, 1, 4, 4",
    "3, 1, 1, 2, 4, 4",
    "3, 2, 1, 2, 4, 4",
    "5, 3, 2, 1, 6, 3",
    "2, 2, 0, 1, 4, 3"
  })
  void derivatives_and_what_nd4j_says(
      int kernel, int stride, int padding, int groups, int height, int width) {
    Convolution convolution = new Convolution(4, 6, kernel, stride, padding, groups);

    GradientCheck.check(convolution, 2, 4, height, width);

    if (groups == 1) {
      INDArray input = GradientCheck.normal(new Random(3), 2, 4, height, width);
      List<INDArray> weights = GradientCheck.weights(convolution, new Random(4));
      INDArray output = convolution.forward(weights, input, Phase.TRAINING).output();
      INDArray theirs =
          Nd4j.exec(
              DynamicCustomOp.builder("conv2d")
                  .addInputs(input, weights.get(0))
                  .addIntegerArguments(
                      kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 0, 1)
                  .build())[0];
      assertThat(output.distance2(theirs)).isLessThan(1e-12);
    }
  }

  @Test
  void sizes() {
    assertThat(Convolution.same(3, 16, 3, 1).outputShape(3, 32, 32)).containsExactly(16, 32, 32);
    assertThat(Convolution.same(16, 32, 3, 2).outputShape(16, 32, 32)).containsExactly(32, 16, 16);
    assertThat(Convolution.same(16, 32, 1, 2).outputShape(16, 32, 32)).containsExactly(32, 16, 16);
    assertThat(new Convolution(8, 16, 3, 1, 1, 4).weights().get(0).shape())
        .containsExactly(16L, 2L, 3L, 3L);
  }

  @Test
  void refuses_what_does_not_fit() {
    assertThatThrownBy(() -> new Convolution(4, 6, 3, 1, 1, 4))
        .hasMessageStartingWith("4 groups divide not both 4 and 6 channels. Maybe");
    assertThatThrownBy(() -> new Convolution(4, 6, 3, 0, 1, 1)).hasMessageContaining("stride 0");
    assertThatThrownBy(() -> Convolution.same(3, 8, 3, 1).outputShape(4, 8, 8))
        .hasMessageStartingWith(
            "Convolution takes (3, height, width) of at least 1, not [4, 8, 8]");
  }
}
