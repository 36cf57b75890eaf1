package dev.lockstep.numerics.tensor.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of another size, and a number added to each channel. */
class T03_ResizeTest {

  /**
   * Corners stay; a gradient of 1 at the centre goes to the corners in equal parts.
   *
   * <pre>
   *   0 1     0  .5  1        gradient  0 0 0     .25 .25
   *   2 3  ·  1 1.5  2                  0 1 0  ·  .25 .25
   *           2 2.5  3                  0 0 0
   * </pre>
   */
  @Test
  void one_image_by_hand() {
    INDArray image = Nd4j.createFromArray(0.0, 1, 2, 3).reshape(1, 1, 2, 2);
    Pass pass = new Resize(3, 3).forward(List.of(), image, Phase.TRAINING);
    INDArray centre = Nd4j.createFromArray(0.0, 0, 0, 0, 1, 0, 0, 0, 0).reshape(1, 1, 3, 3);

    GradientCheck.assertNumbers(pass.output(), 0, 0.5, 1, 1, 1.5, 2, 2, 2.5, 3);
    GradientCheck.assertNumbers(
        pass.backward(List.of(), centre).inputGradient(), 0.25, 0.25, 0.25, 0.25);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 6, 9", "6, 9, 3, 4", "5, 5, 5, 5", "1, 1, 4, 3", "4, 3, 1, 1"})
  void derivatives(int height, int width, int newHeight, int newWidth) {
    GradientCheck.check(new Resize(newHeight, newWidth), 2, 3, height, width);
  }

  @Test
  void derivatives_of_a_bias() {
    GradientCheck.check(new ChannelBias(3), 2, 3, 4, 5);
  }

  @Test
  void refuses_what_is_no_image() {
    assertThatThrownBy(() -> new Resize(0, 4))
        .hasMessageStartingWith("images of 0 x 4 have no pixels. Maybe");
    assertThatThrownBy(() -> new Resize(4, 4).outputShape(7))
        .hasMessageStartingWith("Resize takes (channels, height, width), not [7]");
    assertThatThrownBy(() -> new ChannelBias(3).outputShape(2, 4, 4))
        .hasMessageStartingWith("ChannelBias takes (3, height, width), not [2, 4, 4]");
  }
}
