package dev.lockstep.numerics.tensor.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Each position looks at itself and those before it. */
class T04_CausalAttentionTest {

  private static INDArray attend(int features, int heads, INDArray input) {
    return new CausalAttention(features, heads).forward(List.of(), input, Phase.TRAINING).output();
  }

  /**
   * One head of one feature: query, key, value.
   *
   * <pre>
   * position 0: q 5, k 0, v 10    sees itself alone                       : 10
   * position 1: q 1, k ln 3, v 2  scores 0 and ln 3, shares 1/4 and 3/4   : 2.5 + 1.5
   * </pre>
   */
  @Test
  void aPositionMixesTheValuesItSees() {
    INDArray input = Nd4j.createFromArray(new double[][][] {{{5, 0, 10}, {1, Math.log(3), 2}}});

    GradientCheck.assertNumbers(attend(1, 1, input), 10, 4);
  }

  /** Scores of 400: their exponentials alone would be too large for a float. */
  @Test
  void largeScoresDoNotOverflow() {
    INDArray input = Nd4j.createFromArray(new float[][][] {{{20, 20, 1}, {20, 20, 3}}});

    assertThat(attend(1, 1, input).reshape(2).toFloatVector())
        .containsExactly(new float[] {1, 2}, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 4, 1", "2, 3, 4, 2", "3, 5, 6, 3", "2, 4, 4, 4"})
  void itIsTheFormula(int samples, int positions, int features, int heads) {
    INDArray input = GradientCheck.normal(new Random(1), samples, positions, 3L * features);
    INDArray output = attend(features, heads, input);

    for (int sample = 0; sample < samples; sample++) {
      for (int to = 0; to < positions; to++) {
        for (int feature = 0; feature < features; feature++) {
          assertThat(output.getDouble(sample, to, feature))
              .isCloseTo(formula(input, features, heads, sample, to, feature), within(1e-12));
        }
      }
    }
  }

  private static double formula(
      INDArray input, int features, int heads, int sample, int to, int feature) {
    int width = features / heads;
    int first = feature / width * width;
    double sum = 0;
    double mixed = 0;
    for (int from = 0; from <= to; from++) {
      double score = 0;
      for (int i = first; i < first + width; i++) {
        score += input.getDouble(sample, to, i) * input.getDouble(sample, from, features + i);
      }
      double share = Math.exp(score / Math.sqrt(width));
      sum += share;
      mixed += share * input.getDouble(sample, from, 2 * features + feature);
    }
    return mixed / sum;
  }

  @Test
  void laterPositionsChangeNothing() {
    INDArray input = GradientCheck.normal(new Random(1), 2, 5, 12);
    INDArray before = attend(4, 2, input);
    INDArray changed = input.dup();
    changed.get(NDArrayIndex.all(), NDArrayIndex.interval(3, 5)).muli(-7);

    INDArray after = attend(4, 2, changed);

    assertThat(seen(after)).isEqualTo(seen(before));
    assertThat(after).isNotEqualTo(before);
  }

  private static INDArray seen(INDArray output) {
    return output.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3)).dup();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "4, 2", "6, 3"})
  void gradientsAreThoseOfDifferences(int features, int heads) {
    GradientCheck.check(new CausalAttention(features, heads), 2, 4, 3L * features);
  }

  /** The order of the micro-batch's samples changes nothing but the order of results. */
  @Test
  void samplesDoNotSeeEachOther() {
    INDArray input = Nd4j.create(DataType.DOUBLE, 3, 4, 12);
    input.assign(GradientCheck.normal(new Random(2), 3, 4, 12));

    INDArray alone = attend(4, 2, input.get(NDArrayIndex.interval(1, 2)).dup());
    INDArray together = attend(4, 2, input).get(NDArrayIndex.interval(1, 2));

    assertThat(alone.sub(together).amaxNumber().doubleValue()).isLessThan(1e-12);
  }

  @Test
  void headsShareFeaturesEvenly() {
    assertThatThrownBy(() -> new CausalAttention(6, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 features for 4 heads");
  }
}
