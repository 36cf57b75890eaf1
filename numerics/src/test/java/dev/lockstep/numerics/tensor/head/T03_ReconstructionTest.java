package dev.lockstep.numerics.tensor.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Loss;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** InfoPro's losses: classes told apart, and the image given back. */
class T03_ReconstructionTest {

  private static final UnaryOperator<INDArray> AS_IT_IS = UnaryOperator.identity();

  /**
   * Two classes that get the same, and two pixels: the first is half as bright as white and given
   * back so, the second is white and given back as 3/4, for 1 / (1 + exp(-log 3)) is 3/4.
   *
   * <pre>
   *   classes   log 2                                  gradient  1/2 - 1, 1/2
   *   image     (log 2 - log 3/4) / 2                  gradient  0, (3/4 - 1) / 2
   * </pre>
   */
  @Test
  void two_pixels_by_hand() {
    INDArray outputs = Nd4j.createFromArray(0.0, 0.0, 0.0, Math.log(3)).reshape(1, 4);
    INDArray image = Nd4j.createFromArray(0.5, 1.0).reshape(1, 1, 1, 2);
    INDArray label = Nd4j.createFromArray(new double[] {0});

    Loss.Value loss = new Reconstruction(10, 2, 2, AS_IT_IS).of(outputs, label, image);

    double expected = 2 * Math.log(2) + 10 * (Math.log(2) - Math.log(0.75)) / 2;
    assertThat(loss.mean()).isCloseTo(expected, within(1e-12));
    GradientCheck.assertNumbers(loss.gradient(), -1, 1, 0, -1.25);
  }

  @Test
  void derivatives() {
    Random random = new Random(3);
    INDArray outputs = GradientCheck.normal(random, 3, 2 + 12).mul(3);
    INDArray images = Nd4j.create(DataType.DOUBLE, 3, 3, 2, 2);
    for (int pixel = 0; pixel < images.length(); pixel++) {
      images.putScalar(pixel, random.nextDouble());
    }
    INDArray labels = Nd4j.createFromArray(0.0, 1, 1);
    Reconstruction loss = new Reconstruction(5, 0.5, 2, AS_IT_IS);

    GradientCheck.check(
        "outputs",
        outputs,
        loss.of(outputs, labels, images).gradient(),
        moved -> loss.of(moved, labels, images).mean());
  }

  /** Outputs that a sigmoid rounds to 0 and 1 in 32-bit floats have a loss all the same. */
  @Test
  void large_outputs_have_a_finite_loss() {
    INDArray outputs = Nd4j.createFromArray(0f, 0f, 200f, -200f).reshape(1, 4);
    INDArray image = Nd4j.createFromArray(0f, 1f).reshape(1, 1, 1, 2);
    INDArray label = Nd4j.createFromArray(new float[] {0});

    assertThat(new Reconstruction(1, 0, 2, AS_IT_IS).of(outputs, label, image).mean())
        .isCloseTo(200, within(1e-4));
  }

  /** Of 2, 4, 8 and 16 modules as in the authors' commands, in even steps between. */
  @ParameterizedTest
  @CsvSource({
    "2, 0, 5, 1",
    "4, 0, 6, 0",
    "4, 1, 3.5, 1",
    "4, 2, 1, 2",
    "8, 6, 0, 2",
    "16, 0, 5, 0.05",
    "16, 14, 0.2, 0.5",
    "3, 1, 1, 2"
  })
  void weights_as_published(int modules, int head, double ofImage, double ofClasses) {
    InfoProWeights.Pair weights = InfoProWeights.published(modules).of(head, modules - 1);

    assertThat(weights.ofImage()).isCloseTo(ofImage, within(1e-12));
    assertThat(weights.ofClasses()).isCloseTo(ofClasses, within(1e-12));
  }
}
