package dev.lockstep.numerics.tensor.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Loss;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How wrong outputs are. */
class T02_SoftmaxCrossEntropyTest {

  private static final Loss LOSS = new SoftmaxCrossEntropy();

  /**
   *
   *
   * <pre>
   *   outputs      softmax         label  -log    gradient / 2
   *   (0, ln 3)    (1/4, 3/4)      1      ln 4/3  ( 1/8, -1/8)
   *   (0, 0)       (1/2, 1/2)      1      ln 2    ( 1/4, -1/4)      the first of equals counts as largest
   * </pre>
   */
  @Test
  void two_samples_by_hand() {
    INDArray outputs = Nd4j.createFromArray(new double[][] {{0, Math.log(3)}, {0, 0}});

    Loss.Value value = LOSS.of(outputs, Nd4j.createFromArray(1f, 1f));

    assertThat(value.mean()).isCloseTo((Math.log(4 / 3.0) + Math.log(2)) / 2, within(1e-12));
    GradientCheck.assertNumbers(value.gradient(), 1 / 8.0, -1 / 8.0, 1 / 4.0, -1 / 4.0);
    assertThat(value.correct()).isEqualTo(1);
    assertThat(value.count()).isEqualTo(2);
  }

  @Test
  void large_outputs_do_not_overflow() {
    INDArray outputs = Nd4j.createFromArray(new float[][] {{1000, 0}, {0, 1000}});

    Loss.Value value = LOSS.of(outputs, Nd4j.createFromArray(0f, 0f));

    assertThat(value.mean()).isEqualTo(500);
    assertThat(value.gradient())
        .isEqualTo(Nd4j.createFromArray(new float[][] {{0, 0}, {-.5f, .5f}}));
  }

  @Test
  void derivative_for_samples_and_for_positions() {
    INDArray flat = GradientCheck.normal(new Random(1), 3, 4);
    INDArray labels = Nd4j.createFromArray(0f, 3f, 1f);
    GradientCheck.check(
        "samples", flat, LOSS.of(flat, labels).gradient(), moved -> LOSS.of(moved, labels).mean());

    INDArray sequences = GradientCheck.normal(new Random(2), 2, 3, 4);
    INDArray each = Nd4j.createFromArray(new float[][] {{0, 1, 2}, {3, 2, 1}});
    Loss.Value value = LOSS.of(sequences, each);
    GradientCheck.check(
        "positions", sequences, value.gradient(), moved -> LOSS.of(moved, each).mean());
    assertThat(value.count()).isEqualTo(6);
  }

  @Test
  void refuses_labels_that_are_no_classes_and_other_counts() {
    INDArray outputs = Nd4j.zeros(2, 3);

    assertThatThrownBy(() -> LOSS.of(outputs, Nd4j.createFromArray(0f, 3f)))
        .hasMessageStartingWith("label 3.0 of sample 1 is no whole number from 0 to 2. Maybe");
    assertThatThrownBy(() -> LOSS.of(outputs, Nd4j.createFromArray(0f)))
        .hasMessageStartingWith("outputs [2, 3] need 2 labels, not [1]. Maybe");
  }
}
