package dev.lockstep.devices.layers.convolutional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations of one image, against the multiply-adds that papers and model collections print. */
class T02_FlopsTest {

  /**
   * torchvision's tables for ImageNet; for CIFAR as papers on pruning and fvcore count, without
   * normalisation and activation.
   */
  @ParameterizedTest
  @CsvSource({
    "resnet-18, 1.81",
    "resnet-50, 4.09",
    "resnet-101, 7.80",
    "resnet-152, 11.51",
    "vgg-11, 7.61",
    "vgg-16, 15.47",
    "vgg-19, 19.63",
    "inception-v3, 5.71",
    "wrn-28-10, 5.24",
    "resnet-56, 0.1255",
    "resnet-110, 0.2529"
  })
  void multiplyAddsOfTheForwardInBillions(String name, double billions) {
    ImageNetwork network = ConvolutionalPresets.named(name).orElseThrow().network();

    assertThat(sum(network, LayerWork::forward) / 2e9).isCloseTo(billions, withPercentage(0.5));
  }

  /**
   * With the stride in the second convolution, the first one of the two blocks that halve the image
   * is computed for all pixels instead of a quarter of them: 3/4 of 9 x 32 x 32 x 160 x 320 and of
   * 9 x 16 x 16 x 320 x 640 multiply-adds more.
   */
  @Test
  void theLateStrideCostsAnEighthMore() {
    double published = sum(WideResNet.of(28, 10, 10), LayerWork::forward);
    double late =
        sum(WideResNet.of(28, 10, 10).in(WideResNet.Form.LATE_STRIDE), LayerWork::forward);

    double more = 9.0 * 3 / 4 * (32 * 32 * 160 * 320 + 16.0 * 16 * 320 * 640);
    assertThat(late - published).isEqualTo(2 * more);
    assertThat(late / published).isBetween(1.12, 1.14);
  }

  static List<ConvolutionalPresets.Preset> presets() {
    return ConvolutionalPresets.all();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void eachDirectionCostsTheForwardButOnTheImage(ConvolutionalPresets.Preset preset) {
    ImageNetwork network = preset.network();
    double forward = sum(network, LayerWork::forward);
    double onTheImage =
        network.layers(Execution.alone(1, Precision.FP32)).stream()
            .flatMap(layer -> layer.forward().stream())
            .mapToDouble(Kernel::flops)
            .filter(flops -> flops > 0)
            .findFirst()
            .orElseThrow();

    assertThat(sum(network, LayerWork::weightGradient)).isEqualTo(forward);
    assertThat(sum(network, LayerWork::inputGradient)).isEqualTo(forward - onTheImage);
  }

  @Test
  void workGrowsWithTheMicroBatch() {
    ImageNetwork network = ResNet.cifar(20, 10);
    LayerWork one = network.layers(Execution.alone(1, Precision.FP32)).get(1);
    LayerWork many = network.layers(Execution.alone(128, Precision.FP32)).get(1);

    assertThat(many.modelFlops()).isEqualTo(128 * one.modelFlops());
    assertThat(many.activationBytes()).isEqualTo(128 * one.activationBytes());
    assertThat(many.outputBytes()).isEqualTo(128 * 16 * 32 * 32 * 4);
  }

  private static double sum(ImageNetwork network, Function<LayerWork, List<Kernel>> direction) {
    return network.layers(Execution.alone(1, Precision.FP32)).stream()
        .flatMap(layer -> direction.apply(layer).stream())
        .mapToDouble(Kernel::flops)
        .sum();
  }
}
