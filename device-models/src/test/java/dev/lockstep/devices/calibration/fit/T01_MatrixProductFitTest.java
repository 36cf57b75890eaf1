package dev.lockstep.devices.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.FittedRange;
import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.roofline.MatrixProductModel;
import dev.lockstep.devices.roofline.MatrixRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A device with known constants is timed by its own model; the fit has to find them again. */
final class T01_MatrixProductFitTest {

  private static final MatrixRates RATES =
      new MatrixRates(100, Map.of(Precision.BF16, 400e12), 2e12, TileShape.COMMON);
  private static final MatrixConstants TRUE =
      new MatrixConstants(
          0.75, 0.65, 4e-6, 2e-6, 9e12, 2e11, 0.05, 3e-6, Map.of(), Optional.empty());
  private static final MatrixProductModel DEVICE = new MatrixProductModel(RATES, TRUE);
  private static final List<MeasuredProduct> MEASURED =
      timed(List.of(64L, 512L, 4096L), List.of(768L, 2048L, 8192L, 32768L), List.of(1024L, 8192L));
  private static final List<MeasuredProduct> HELD_OUT =
      timed(List.of(128L, 1024L, 8192L), List.of(1024L, 5120L, 16384L), List.of(2048L, 4096L));

  @Test
  void theConstantsAreFoundAgain() {
    MatrixConstants found = MatrixProductFit.of(RATES, MEASURED).constants();
    assertThat(found.computeFraction()).isEqualTo(0.75, within(0.02));
    assertThat(found.memoryFraction()).isEqualTo(0.65, within(0.02));
    assertThat(found.launchSeconds()).isEqualTo(4e-6, within(0.6e-6));
    assertThat(found.tileSeconds()).isEqualTo(2e-6, within(0.6e-6));
  }

  @Test
  void productsThatItHasNotSeenArePredicted() {
    MatrixProductFit fit = MatrixProductFit.of(RATES, MEASURED);
    RelativeErrors errors =
        RelativeErrors.of(new MatrixProductModel(RATES, fit.constants()), HELD_OUT);
    assertThat(errors.count()).isEqualTo(18);
    assertThat(errors.mean()).isLessThan(0.02);
    assertThat(errors.worst()).isLessThan(0.08);
  }

  @Test
  void oneWrongMeasurementHardlyMovesIt() {
    List<MeasuredProduct> oneWrong = new ArrayList<>(MEASURED);
    MeasuredProduct first = oneWrong.get(0);
    oneWrong.set(0, new MeasuredProduct(first.product(), first.precision(), 5 * first.seconds()));
    MatrixProductFit fit = MatrixProductFit.of(RATES, oneWrong);
    assertThat(RelativeErrors.of(new MatrixProductModel(RATES, fit.constants()), HELD_OUT).mean())
        .isLessThan(0.02);
    assertThat(fit.errors().worst()).isGreaterThan(0.7);
  }

  @Test
  void theSameProductsGiveTheSameConstants() {
    assertThat(MatrixProductFit.of(RATES, MEASURED))
        .isEqualTo(MatrixProductFit.of(RATES, MEASURED));
  }

  @Test
  void theBoxOfTheMeasuredIsKept() {
    assertThat(MatrixProductFit.of(RATES, MEASURED).constants().fitted())
        .contains(
            new FittedRange(
                new FittedRange.Shape(64, 768, 1024),
                new FittedRange.Shape(4096, 32768, 8192),
                Set.of(Precision.BF16)));
  }

  @Test
  void tooFewProductsAreRefused() {
    assertThatThrownBy(() -> MatrixProductFit.of(RATES, MEASURED.subList(0, 11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("11 measured products; 8 constants need 12. Maybe use the typical constants.");
  }

  private static List<MeasuredProduct> timed(List<Long> ms, List<Long> ns, List<Long> ks) {
    List<MeasuredProduct> rows = new ArrayList<>();
    for (long m : ms) {
      for (long n : ns) {
        for (long k : ks) {
          MatrixProduct product = MatrixProduct.of(m, n, k);
          double seconds = DEVICE.seconds(product, Precision.BF16);
          rows.add(new MeasuredProduct(product, Precision.BF16, seconds));
        }
      }
    }
    return rows;
  }
}
