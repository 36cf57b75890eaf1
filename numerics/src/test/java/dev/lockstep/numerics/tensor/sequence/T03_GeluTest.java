package dev.lockstep.numerics.tensor.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The tanh form. */
class T03_GeluTest {

  private static double formula(double x) {
    double u = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
    return x / 2 * (1 + Math.tanh(u));
  }

  /**
   *
   *
   * <pre>
   * x : -1      0  1      2
   * y : -0.1588 0  0.8412 1.9546
   * </pre>
   */
  @Test
  void itBendsAtZero() {
    INDArray input = Nd4j.createFromArray(new double[][][] {{{-1, 0, 1, 2}}});

    INDArray output = new Gelu().forward(List.of(), input, Phase.TRAINING).output();

    double[] rounded = {-0.1588, 0, 0.8412, 1.9546};
    assertThat(output.reshape(4).toDoubleVector()).containsExactly(rounded, within(5e-5));
    GradientCheck.assertNumbers(output, formula(-1), 0, formula(1), formula(2));
  }

  @Test
  void farOutItIsTheInputOrNothing() {
    INDArray input = Nd4j.createFromArray(new double[][][] {{{-100, 100}}});

    GradientCheck.assertNumbers(
        new Gelu().forward(List.of(), input, Phase.TRAINING).output(), 0, 100);
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    GradientCheck.check(new Gelu(), 2, 3, 5);
  }
}
