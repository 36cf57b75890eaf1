package dev.lockstep.numerics.tensor.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How much heads agree on wrong classes. */
class T02_DiversityTest {

  /**
   * Class 0 is true; temperature 1.
   *
   * <pre>
   *   logits           wrong classes  unit vector     inner product
   *   (9, ln 3, ln 4)  (3/7, 4/7)     (0.6, 0.8)      0.6*0.8 + 0.8*0.6 = 0.96
   *   (5, ln 4, ln 3)  (4/7, 3/7)     (0.8, 0.6)
   * </pre>
   */
  @Test
  void two_heads_by_hand() {
    Diversity.Value value =
        new Diversity(1)
            .of(
                List.of(row(9, Math.log(3), Math.log(4)), row(5, Math.log(4), Math.log(3))),
                Nd4j.createFromArray(0f));

    assertThat(value.mean()).isCloseTo(0.96, within(1e-12));
  }

  @Test
  void derivatives() {
    Diversity diversity = new Diversity(3);
    INDArray labels = Nd4j.createFromArray(0f, 3f, 1f);
    Random random = new Random(1);
    List<INDArray> logits = new ArrayList<>();
    for (int head = 0; head < 3; head++) {
      logits.add(GradientCheck.normal(random, 3, 4));
    }
    List<INDArray> gradients = diversity.of(logits, labels).gradients();

    for (int head = 0; head < 3; head++) {
      int at = head;
      GradientCheck.check(
          "head " + head,
          logits.get(head),
          gradients.get(head),
          moved -> {
            List<INDArray> others = new ArrayList<>(logits);
            others.set(at, moved);
            return diversity.of(others, labels).mean();
          });
    }
  }

  @Test
  void equal_heads_agree_wholly_and_one_head_with_nobody() {
    INDArray logits = row(1, 2, 3);
    INDArray label = Nd4j.createFromArray(2f);

    assertThat(new Diversity(3).of(List.of(logits, logits), label).mean())
        .isCloseTo(1, within(1e-12));
    Diversity.Value alone = new Diversity(3).of(List.of(logits), label);
    assertThat(alone.mean()).isZero();
    GradientCheck.assertNumbers(alone.gradients().get(0), 0, 0, 0);
  }

  @Test
  void refuses_a_temperature_of_zero() {
    assertThatThrownBy(() -> new Diversity(0)).hasMessageContaining("0.0 is not above 0. Maybe");
  }

  private static INDArray row(double... values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }
}
