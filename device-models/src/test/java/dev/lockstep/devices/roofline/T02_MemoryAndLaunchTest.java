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

/** Where computing costs nothing, the rest of the time shows: 10 multiprocessors, 1 TB/s. */
final class T02_MemoryAndLaunchTest {

  private static final Precision BF16 = Precision.BF16;
  private static final double NEVER = 1e9;
  private static final MatrixRates RATES =
      new MatrixRates(
          10,
          Map.of(Precision.BF16, 1e24, Precision.FP8, 1e24, Precision.FP32, 1e24),
          1e12,
          List.of(new TileShape(128, 256)));
  private static final MatrixProduct CUBE = MatrixProduct.of(1000, 1000, 1000);

  @ParameterizedTest(name = "{0}: {1} bytes an operand, {2} a result")
  @CsvSource({"BF16, 2, 2", "FP8, 1, 2", "FP32, 4, 4"})
  void operandsAndResultPassTheMemoryOnce(Precision precision, double operand, double result) {
    MatrixConstants half =
        new MatrixConstants(1, 0.5, 0, 0, 1e18, 1e18, 0, NEVER, Map.of(), Optional.empty());
    assertThat(new MatrixProductModel(RATES, half).seconds(CUBE, precision))
        .isEqualTo((2 * operand + result) * 1e6 / 0.5e12, within(1e-12));
  }

  @Test
  void aLaunchIsTheLeastThatAProductTakes() {
    MatrixConstants launch =
        new MatrixConstants(1, 1, 5e-6, 0, 1e18, 1e18, 0, NEVER, Map.of(), Optional.empty());
    assertThat(new MatrixProductModel(RATES, launch).seconds(MatrixProduct.of(1, 1, 1), BF16))
        .isEqualTo(5e-6, within(1e-10));
  }

  @Test
  void eachWaveFillsAndEmptiesItsPipeline() {
    MatrixConstants tile =
        new MatrixConstants(1, 1, 0, 1e-3, 1e18, 1e18, 0, NEVER, Map.of(), Optional.empty());
    MatrixProductModel model = new MatrixProductModel(RATES, tile);
    assertThat(model.seconds(MatrixProduct.of(1280, 256, 64), BF16)).isEqualTo(1e-3, within(1e-9));
    assertThat(model.seconds(MatrixProduct.of(1281, 256, 64), BF16)).isEqualTo(2e-3, within(1e-9));
  }

  @Test
  void operandsAreLoadedByEachTileAndFasterWhereFewerLoad() {
    MatrixConstants loads =
        new MatrixConstants(1, 1, 0, 0, 1e9, 0.5e9, 0, NEVER, Map.of(), Optional.empty());
    MatrixProductModel model = new MatrixProductModel(RATES, loads);
    double tileBytes = (128 + 256) * 64 * 2;
    assertThat(model.seconds(MatrixProduct.of(1280, 256, 64), BF16))
        .isEqualTo(tileBytes / (1e9 / 10), within(1e-9));
    assertThat(model.seconds(MatrixProduct.of(128, 256, 64), BF16))
        .isEqualTo(tileBytes / 0.5e9, within(1e-9));
  }

  @Test
  void whatTakesLongRunsSlower() {
    MatrixConstants slowing =
        new MatrixConstants(1, 1, 0, 1e-3, 1e18, 1e18, 0.1, NEVER, Map.of(), Optional.empty());
    assertThat(new MatrixProductModel(RATES, slowing).seconds(MatrixProduct.of(128, 256, 64), BF16))
        .isEqualTo(1e-3 * (1 + 0.1 * Math.log(2)), within(1e-9));
  }
}
