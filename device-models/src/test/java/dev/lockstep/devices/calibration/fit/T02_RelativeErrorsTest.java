package dev.lockstep.devices.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.roofline.MatrixProductModel;
import dev.lockstep.devices.roofline.MatrixRates;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Errors are shares of what was measured. */
final class T02_RelativeErrorsTest {

  private static final MatrixProduct PRODUCT = MatrixProduct.of(1024, 1024, 1024);
  private static final MatrixRates RATES =
      new MatrixRates(100, Map.of(Precision.BF16, 400e12), 2e12, TileShape.COMMON);
  private static final MatrixProductModel MODEL =
      new MatrixProductModel(RATES, RATES.typicalConstants());

  @Test
  void ofThreeErrorsTheMiddleOneIsTheMedian() {
    RelativeErrors errors = RelativeErrors.of(MODEL, measuredTimes(0.5, 1, 1.25));
    assertThat(errors.count()).isEqualTo(3);
    assertThat(errors.mean()).isEqualTo((1 + 0 + 0.2) / 3, within(1e-12));
    assertThat(errors.median()).isEqualTo(0.2, within(1e-12));
    assertThat(errors.worst()).isEqualTo(1, within(1e-12));
  }

  @Test
  void ofTwoErrorsTheMedianLiesBetween() {
    assertThat(RelativeErrors.of(MODEL, measuredTimes(0.5, 1)).median())
        .isEqualTo(0.5, within(1e-12));
  }

  @Test
  void nothingMeasuredHasNoError() {
    assertThatThrownBy(() -> RelativeErrors.of(MODEL, List.of()))
        .hasMessage("no measured product to compare with");
  }

  @Test
  void aTimeOfZeroIsNoMeasurement() {
    assertThatThrownBy(() -> new MeasuredProduct(PRODUCT, Precision.BF16, 0))
        .hasMessageContaining("took 0.0 s; a measured time is above 0 and finite");
  }

  private static List<MeasuredProduct> measuredTimes(double... factors) {
    double seconds = MODEL.seconds(PRODUCT, Precision.BF16);
    return DoubleStream.of(factors)
        .mapToObj(factor -> new MeasuredProduct(PRODUCT, Precision.BF16, factor * seconds))
        .toList();
  }
}
