package dev.lockstep.numerics.tensor.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Features of mean 0 and variance 1. */
class T02_LayerNormalisationTest {

  /**
   *
   *
   * <pre>
   * x     : 1 3    mean 2, variance 1
   * normal: -1 1   but for the 1e-5 beside the variance
   * y     : 10 x normal + (1, 2)
   * </pre>
   */
  @Test
  void featuresAreNormalisedThenScaledAndShifted() {
    List<INDArray> weights =
        List.of(Nd4j.createFromArray(10.0, 10.0), Nd4j.createFromArray(1.0, 2.0));
    INDArray input = Nd4j.createFromArray(new double[][][] {{{1, 3}}});

    INDArray output = new LayerNormalisation(2).forward(weights, input, Phase.TRAINING).output();

    double[] expected = {-9, 12};
    assertThat(output.reshape(2).toDoubleVector()).containsExactly(expected, within(1e-4));
    double normal = 1 / Math.sqrt(1 + 1e-5);
    GradientCheck.assertNumbers(output, -10 * normal + 1, 10 * normal + 2);
  }

  /** Where ND4J's own operation would divide by zero. */
  @Test
  void equalFeaturesBecomeZeros() {
    List<INDArray> weights =
        List.of(Nd4j.createFromArray(10.0, 10.0), Nd4j.createFromArray(1.0, 2.0));
    INDArray input = Nd4j.createFromArray(new double[][][] {{{7, 7}}});

    GradientCheck.assertNumbers(
        new LayerNormalisation(2).forward(weights, input, Phase.TRAINING).output(), 1, 2);
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    GradientCheck.check(new LayerNormalisation(5), 2, 3, 5);
  }

  @Test
  void otherFeaturesAreRefused() {
    assertThatThrownBy(() -> new LayerNormalisation(5).outputShape(3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer normalisation takes (positions, 5), not [3, 4]");
  }
}
