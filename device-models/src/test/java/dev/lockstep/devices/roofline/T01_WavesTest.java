package dev.lockstep.devices.roofline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A device of 10 multiprocessors, each of which computes a tile of 128 x 128 along 1024 in 1 ms.
 * Everything but computing costs nothing, and splitting sums is too expensive, until said
 * otherwise.
 */
final class T01_WavesTest {

  private static final double TILE_FLOPS = 2.0 * 128 * 128 * 1024;
  private static final double MILLISECOND = 1e-3;
  private static final MatrixRates RATES =
      new MatrixRates(
          10,
          Map.of(Precision.BF16, 10 * TILE_FLOPS / MILLISECOND),
          1e18,
          List.of(new TileShape(128, 128)));

  @ParameterizedTest(name = "{0} x {1}: {2} ms")
  @CsvSource(
      textBlock =
          """
          #  m,    n, waves of a millisecond
           128,  128, 1
             1,    1, 1
          1280,  128, 1
          1281,  128, 2
           640,  256, 1
           641,  256, 2
          2560,  128, 2
          2560, 1280, 20
          """)
  void oneTileMoreThanAWaveIsAWaveMore(long m, long n, double waves) {
    assertThat(milliseconds(1e9, MatrixProduct.of(m, n, 1024))).isEqualTo(waves, within(1e-8));
  }

  @ParameterizedTest(name = "k {0}: {1} ms")
  @CsvSource({"64, 0.0625", "65, 0.125", "512, 0.5", "1024, 1", "10240, 10"})
  void sumsAreComputed64ElementsAtATime(long k, double milliseconds) {
    assertThat(milliseconds(1e9, MatrixProduct.of(128, 128, k)))
        .isEqualTo(milliseconds, within(1e-8));
  }

  @Test
  void theProductsOfABatchFillWavesTogether() {
    assertThat(milliseconds(1e9, new MatrixProduct(10, 128, 128, 1024))).isEqualTo(1, within(1e-8));
    assertThat(milliseconds(1e9, new MatrixProduct(11, 128, 128, 1024))).isEqualTo(2, within(1e-8));
  }

  @Test
  void oneTileOfALongSumIsSplitAmongMultiprocessorsIfAddingUpIsCheap() {
    MatrixProduct one = MatrixProduct.of(128, 128, 8192);
    assertThat(milliseconds(0, one)).isEqualTo(8.0 / 8, within(1e-8));
    assertThat(milliseconds(0.5e-3, one)).isEqualTo(1.5, within(1e-8));
    assertThat(milliseconds(1, one)).isEqualTo(8, within(1e-8));
  }

  private static double milliseconds(double splitSeconds, MatrixProduct product) {
    MatrixConstants constants =
        new MatrixConstants(1, 1, 0, 0, 1e18, 1e18, 0, splitSeconds, Map.of(), Optional.empty());
    return new MatrixProductModel(RATES, constants).seconds(product, Precision.BF16) / MILLISECOND;
  }
}
