package dev.lockstep.devices.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Recompute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Activation bytes of a block of GPT, against the formulas of arXiv 2205.05198, table 2, with s
 * tokens, b samples, hidden size h, a heads and t tensor-parallel devices.
 */
final class T01_ActivationBytesTest {

  @ParameterizedTest
  @CsvSource({"1,2048,1024,16", "4,2048,6144,64", "1,1024,12288,96", "3,512,768,12"})
  void nothing_recomputed_keeps_sbh_times_34_plus_5as_over_h(long b, long s, long h, long a) {
    double expected = s * b * h * (34 + 5.0 * a * s / h);

    assertThat(block(b, s, h, a, 1, false, Recompute.NONE)).isCloseTo(expected, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"4,2048,6144,64,8", "1,2048,12288,96,8", "2,1024,2048,16,2"})
  void tensor_parallelism_divides_all_but_10_of_it(long b, long s, long h, long a, int t) {
    double expected = s * b * h * (10 + 24.0 / t + 5.0 * a * s / (h * t));

    assertThat(block(b, s, h, a, t, false, Recompute.NONE)).isCloseTo(expected, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"4,2048,6144,64,8", "1,2048,12288,96,8", "2,1024,2048,16,2"})
  void sequence_parallelism_divides_everything(long b, long s, long h, long a, int t) {
    double expected = s * b * h / (double) t * (34 + 5.0 * a * s / h);

    assertThat(block(b, s, h, a, t, true, Recompute.NONE)).isCloseTo(expected, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"4,2048,6144,64,8", "1,2048,12288,96,8", "2,1024,2048,16,2"})
  void selective_recomputation_keeps_34(long b, long s, long h, long a, int t) {
    double expected = s * b * h * 34.0 / t;

    assertThat(block(b, s, h, a, t, true, Recompute.SELECTIVE)).isCloseTo(expected, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"4,2048,6144,64,8", "1,2048,12288,96,1"})
  void full_recomputation_keeps_the_input(long b, long s, long h, long a, int t) {
    assertThat(block(b, s, h, a, t, false, Recompute.FULL)).isEqualTo(2.0 * s * b * h);
  }

  private static double block(
      long b, long s, long h, long a, int t, boolean sequenceParallel, Recompute recompute) {
    TransformerShape shape = TransformerShape.gpt(1, (int) h, (int) a, 0, (int) s);
    Execution execution =
        new Execution((int) b, t, 1, 1, sequenceParallel, Precision.FP16, recompute, false, true);
    LayerWork block = new Transformer(shape).layers(execution).get(0);
    return block.activationBytes();
  }
}
