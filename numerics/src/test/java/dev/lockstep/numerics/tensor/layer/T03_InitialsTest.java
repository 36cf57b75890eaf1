package dev.lockstep.numerics.tensor.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.Weight;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where weights start. */
class T03_InitialsTest {

  @Test
  void normal_values_have_their_variance() {
    assertNormal(draw(Initials.normal(0.3), 5, 301, 101), 0.3);
    assertNormal(draw(Initials.kaimingFanOut(), 5, 64, 32, 3, 3), Math.sqrt(2.0 / (64 * 9)));
  }

  @Test
  void uniform_values_keep_their_bound() {
    INDArray values = draw(Initials.uniformFanIn(), 5, 16, 1001);

    assertThat(values.amaxNumber().doubleValue()).isBetween(0.249, 0.25);
    assertThat(values.meanNumber().doubleValue()).isCloseTo(0, within(0.005));
  }

  @Test
  void a_seed_means_the_same_values_and_another_seed_others() {
    INDArray first = draw(Initials.normal(1), 5, 7, 3);

    assertThat(draw(Initials.normal(1), 5, 7, 3)).isEqualTo(first);
    assertThat(draw(Initials.normal(1), 6, 7, 3)).isNotEqualTo(first);
  }

  @Test
  void one_generator_draws_other_values_each_time() {
    try (org.nd4j.linalg.api.rng.Random random = Nd4j.getRandomFactory().getNewRandomInstance(5)) {
      INDArray first = Initials.normal(1).draw(random, 7, 3);

      assertThat(Initials.normal(1).draw(random, 7, 3)).isNotEqualTo(first);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertNormal(INDArray values, double sigma) {
    assertThat(values.dataType()).isEqualTo(DataType.FLOAT);
    double mean = values.meanNumber().doubleValue();
    double deviation = values.stdNumber(false).doubleValue();
    assertThat(mean / sigma).isCloseTo(0, within(0.02));
    assertThat(deviation / sigma).isCloseTo(1, within(0.02));
  }

  private static INDArray draw(Weight.Initial initial, long seed, long... shape) {
    return initial.draw(Nd4j.getRandomFactory().getNewRandomInstance(seed), shape);
  }
}
