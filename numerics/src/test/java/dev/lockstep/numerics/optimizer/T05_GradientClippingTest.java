package dev.lockstep.numerics.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients 3 and 4, of length 5 together. */
class T05_GradientClippingTest {

  private static final List<INDArray> GRADIENTS =
      List.of(Nd4j.createFromArray(3.0, 0.0), Nd4j.createFromArray(new double[] {4}));

  @Test
  void theNormIsThatOfAllTogether() {
    assertThat(GradientClipping.sumOfSquares(GRADIENTS)).isCloseTo(25, within(1e-12));
  }

  @Test
  void gradientsThatAreTooLongAreShortened() {
    List<INDArray> clipped = new GradientClipping(2.5).clip(GRADIENTS, 5);

    assertThat(clipped.get(0).toDoubleVector()).containsExactly(1.5, 0);
    assertThat(clipped.get(1).toDoubleVector()).containsExactly(2);
    assertThat(GRADIENTS.get(1).toDoubleVector()).containsExactly(4);
  }

  @Test
  void shortOnesStay() {
    assertThat(new GradientClipping(6).clip(GRADIENTS, 5)).isEqualTo(GRADIENTS);
  }

  @Test
  void aMaximumIsAboveZero() {
    assertThatThrownBy(() -> new GradientClipping(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("norm of 0.0");
  }
}
