package dev.lockstep.devices.roofline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows of nine pixels: 3 x 3 ones can be computed with fewer products, 9 x 1 ones cannot. */
final class T04_ConvolutionsTest {

  private static final MatrixRates RATES =
      new MatrixRates(
          30, Map.of(Precision.FP32, 12e12, Precision.FP16, 24e12), 350e9, TileShape.COMMON);

  @ParameterizedTest
  @EnumSource(Direction.class)
  void minimal_filtering_saves_at_least_the_products_of_2_x_2_results(Direction direction) {
    double plain = seconds(Precision.FP32, convolution(256, 9, 1, 1, direction));
    double filtered = seconds(Precision.FP32, convolution(256, 3, 3, 1, direction));

    assertThat(plain / filtered).isBetween(36.0 / 16, 144.0 / 36);
  }

  @Test
  void steps_of_two_and_16_bits_are_computed_directly() {
    for (Precision precision : new Precision[] {Precision.FP32, Precision.FP16}) {
      int stride = precision == Precision.FP32 ? 2 : 1;
      double plain = seconds(precision, convolution(256, 9, 1, stride, Direction.FORWARD));
      double square = seconds(precision, convolution(256, 3, 3, stride, Direction.FORWARD));

      assertThat(square).isEqualTo(plain);
    }
  }

  /** 32 channels fill a narrow tile, 16 half of one. */
  @Test
  void few_channels_waste_part_of_a_tile() {
    double half = seconds(Precision.FP32, convolution(16, 9, 1, 1, Direction.FORWARD));
    double full = seconds(Precision.FP32, convolution(32, 9, 1, 1, Direction.FORWARD));

    assertThat(full / half).isLessThan(2.2); // twice the inputs, the same tiles
  }

  private static Convolution convolution(
      int channels, int height, int width, int stride, Direction direction) {
    return new Convolution(32, channels, channels, 32, 32, height, width, stride, 1, direction);
  }

  private static double seconds(Precision precision, Convolution convolution) {
    return new RooflineTimes(RATES, RATES.typicalConstants(), KernelConstants.TYPICAL, precision)
        .seconds(convolution);
  }
}
