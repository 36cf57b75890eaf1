package dev.lockstep.devices.roofline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.FittedRange;
import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All terms together, for an H100 with typical constants. */
final class T03_RealDevicesTest {

  private static final MatrixRates H100 =
      new MatrixRates(
          132,
          Map.of(Precision.BF16, 989e12, Precision.FP8, 1979e12, Precision.FP32, 67e12),
          3.35e12,
          TileShape.HOPPER);
  private static final MatrixProductModel MODEL =
      new MatrixProductModel(H100, H100.typicalConstants());

  /** The best shape of a search: 794.5 TFLOP/s (stas00/ml-engineering, 744d01e1, MAMF table). */
  @Test
  void theBestShapePublishedForH100IsNear() {
    MatrixProduct best = MatrixProduct.of(2048, 2048, 13312);
    assertThat(best.flops() / MODEL.seconds(best, Precision.BF16))
        .isEqualTo(794.5e12, within(0.05 * 794.5e12));
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"BF16", "FP8", "FP32"})
  void aLongerSideNeverTakesLessTime(Precision precision) {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      long m = 1 + random.nextInt(5000);
      long n = 1 + random.nextInt(5000);
      long k = 1 + random.nextInt(5000);
      long more = 1 + random.nextInt(300);
      double seconds = MODEL.seconds(MatrixProduct.of(m, n, k), precision);
      assertThat(MODEL.seconds(MatrixProduct.of(m + more, n, k), precision))
          .isGreaterThanOrEqualTo(seconds);
      assertThat(MODEL.seconds(MatrixProduct.of(m, n + more, k), precision))
          .isGreaterThanOrEqualTo(seconds);
      assertThat(MODEL.seconds(MatrixProduct.of(m, n, k + more), precision))
          .isGreaterThanOrEqualTo(seconds);
    }
  }

  @ParameterizedTest(name = "{0}: bf16 takes {1} to {2} times as long as fp8")
  @CsvSource({"8192, 1.9, 2.0", "64, 1.0, 1.2"})
  void fp8IsTwiceAsFastWhereComputingIsWhatTakesTime(long side, double least, double most) {
    MatrixProduct cube = MatrixProduct.of(side, side, side);
    assertThat(MODEL.seconds(cube, Precision.BF16) / MODEL.seconds(cube, Precision.FP8))
        .isBetween(least, most);
  }

  @Test
  void aPrecisionMayReachLessOfItsOwnPeak() {
    MatrixConstants typical = H100.typicalConstants();
    MatrixConstants slower =
        new MatrixConstants(
            typical.computeFraction(),
            typical.memoryFraction(),
            typical.launchSeconds(),
            typical.tileSeconds(),
            typical.operandBandwidthBytesPerSecond(),
            typical.multiprocessorBandwidthBytesPerSecond(),
            typical.sustainedSlowdown(),
            typical.splitSeconds(),
            Map.of(Precision.FP8, 0.5),
            Optional.empty());
    MatrixProductModel model = new MatrixProductModel(H100, slower);
    MatrixProduct large = MatrixProduct.of(8192, 8192, 8192);
    assertThat(model.seconds(large, Precision.FP8) / MODEL.seconds(large, Precision.FP8))
        .isBetween(1.8, 2.0);
    assertThat(model.seconds(large, Precision.BF16))
        .isEqualTo(MODEL.seconds(large, Precision.BF16));
  }

  @Test
  void aPrecisionWithoutPeakIsRefused() {
    assertThatThrownBy(() -> MODEL.seconds(MatrixProduct.of(1, 1, 1), Precision.NVFP4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no peak rate in nvfp4, only in [fp32, bf16, fp8]. Maybe choose one of these.");
  }

  @ParameterizedTest(name = "{0} x {1} x {2} in {3}, batch {4}: {5}")
  @CsvSource(
      textBlock =
          """
            64, 1024,  1024, BF16, 1, true
          8192, 4096, 12288, BF16, 1, true
            63, 1024,  1024, BF16, 1, false
          8192, 4097, 12288, BF16, 1, false
            64, 1024,   512, BF16, 1, false
            64, 1024,  1024, FP8,  1, false
            64, 1024,  1024, BF16, 2, false
          """)
  void whatLiesOutsideOfTheMeasuredBoxIsKnown(
      long m, long n, long k, Precision precision, long batch, boolean inside) {
    MatrixConstants t = H100.typicalConstants();
    FittedRange box =
        new FittedRange(
            new FittedRange.Shape(64, 1024, 1024),
            new FittedRange.Shape(8192, 4096, 12288),
            Set.of(Precision.BF16));
    MatrixConstants fitted =
        new MatrixConstants(0.9, 0.8, 2e-6, 1e-6, 2e13, 2e11, 0, 0, Map.of(), Optional.of(box));
    MatrixProduct product = new MatrixProduct(batch, m, n, k);
    assertThat(new MatrixProductModel(H100, fitted).isFitted(product, precision)).isEqualTo(inside);
    assertThat(new MatrixProductModel(H100, t).isFitted(product, precision)).isFalse();
  }
}
