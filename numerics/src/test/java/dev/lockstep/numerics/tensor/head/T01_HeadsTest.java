package dev.lockstep.numerics.tensor.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.block.Normalisation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From a stage's images to classes. */
class T01_HeadsTest {

  static Stream<Layer> small() {
    Normalisation batch = Normalisation.BATCH;
    return Stream.of(
        Heads.linear(2, 3),
        Heads.interlocking(2, 4, 3, 3, batch),
        Heads.oneConvolution(2, 5, 3, Normalisation.GROUP),
        Heads.spatialReduction(2, 8, 1, 1, 3, batch),
        Heads.infoPro(2, 5, 3, batch, List.of(1L, 10L, 9L)));
  }

  @ParameterizedTest
  @MethodSource("small")
  void derivatives(Layer head) {
    GradientCheck.check(head, 2, 2, 8, 8);
  }

  /**
   * Numbers in kernels and matrices of heads on 64 channels, with biases, scales and shifts.
   *
   * <pre>
   *   linear             64*10 + 10
   *   interlocking       9*64*128 + 2*128 + 9*128*64 + 2*64 + 64*10 + 10
   *   one convolution    9*64*128 + 2*128 + 128*128 + 128 + 128*10 + 10
   *   infoPro            as one convolution, and 9*64*12 + 2*12 + 9*12*3 + 3
   *   spatial reduction  3*(64*64 + 2*64) + 3*(256*256 + 256) + 256*10 + 10
   * </pre>
   */
  @Test
  void weights_as_published() {
    Normalisation batch = Normalisation.BATCH;
    assertThat(numbers(Heads.linear(64, 10))).isEqualTo(650);
    assertThat(numbers(Heads.interlocking(64, 128, 64, 10, batch))).isEqualTo(148_490);
    assertThat(numbers(Heads.oneConvolution(64, 128, 10, batch))).isEqualTo(91_786);
    assertThat(numbers(Heads.infoPro(64, 128, 10, batch, List.of(3L, 32L, 32L))))
        .isEqualTo(91_786 + 7_263);
    assertThat(numbers(Heads.spatialReduction(64, 32, 3, 3, 10, batch))).isEqualTo(212_618);
    assertThat(Heads.spatialReduction(64, 32, 3, 3, 10, batch).outputShape(64, 32, 32))
        .containsExactly(10);
  }

  @Test
  void refuses_sizes_that_cannot_be_halved() {
    assertThatThrownBy(() -> Heads.spatialReduction(8, 12, 3, 3, 10, Normalisation.BATCH))
        .hasMessageStartingWith("images of size 12 cannot be halved down to 2. Maybe");
  }

  private static long numbers(Layer layer) {
    return layer.weights().stream()
        .mapToLong(weight -> weight.shape().stream().reduce(1L, Math::multiplyExact))
        .sum();
  }
}
