package dev.lockstep.devices.layers.convolutional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where networks may be cut, and what crosses the cut. */
class T03_CutsTest {

  private static final Execution ONE_IMAGE = Execution.alone(1, Precision.FP32);

  @Test
  void aSmallResidualNetworkIsCutBetweenItsBlocks() {
    assertThat(ResNet.cifar(20, 10).layers(ONE_IMAGE))
        .extracting(layer -> "%s %.0f".formatted(layer.name(), layer.outputBytes()))
        .containsExactly(
            "stem 65536",
            "layer1.0 65536",
            "layer1.1 65536",
            "layer1.2 65536",
            "layer2.0 32768",
            "layer2.1 32768",
            "layer2.2 32768",
            "layer3.0 16384",
            "layer3.1 16384",
            "layer3.2 16384",
            "head 40");
  }

  /** Sums of the balances in torchgpipe's benchmarks. */
  @ParameterizedTest
  @CsvSource({
    "resnet-101-flat, 370",
    "amoebanet-d-18-256, 24",
    "unet-5-64, 241",
    "unet-11-128, 505",
    "unet-24-128, 1077",
    "unet-48-160, 2133"
  })
  void flatNetworksHaveAsManyLayersAsTheirBalancesSay(String name, int layers) {
    ImageNetwork network = ConvolutionalPresets.named(name).orElseThrow().network();

    assertThat(network.layers(ONE_IMAGE)).hasSize(layers);
    assertThat(network.outputs()).hasSize(layers);
  }

  /** Balances 135, 235 and 44, 92, 124, 110 of ResNet-101, as torchgpipe's benchmarks cut it. */
  @Test
  void aCutInsideABottleneckIsCrossedByItsShortcut() {
    List<LayerWork> layers = ResNet.imageNet(101).at(Granularity.OPERATIONS).layers(ONE_IMAGE);

    assertThat(layers.get(134).name()).isEqualTo("layer3.4.residual");
    assertThat(layers.get(134).outputBytes()).isEqualTo(1024 * 14 * 14 * 4);
    assertThat(layers.get(43).name()).isEqualTo("layer2.0.relu2");
    assertThat(layers.get(43).outputBytes())
        .as("the large shortcut beside the small image")
        .isEqualTo((256 * 56 * 56 + 128 * 28 * 28) * 4);
  }

  @Test
  void bothStatesOfACellCrossTheCut() {
    List<LayerWork> layers = AmoebaNet.of(18, 256).layers(ONE_IMAGE);

    // 24 layers: three of the stem, 6 normal, a reduction, 6, a reduction, 6, classifier
    assertThat(layers.get(2).name()).isEqualTo("stem3");
    assertThat(layers.get(2).outputBytes())
        .as("384 x 56 x 56 from stem2, 768 x 28 x 28 from stem3")
        .isEqualTo((384 * 56 * 56 + 768 * 28 * 28) * 4);
    assertThat(layers.get(22).outputBytes())
        .as("the classifier reads the last state only")
        .isEqualTo(4096 * 7 * 7 * 4);
  }

  @Test
  void shortcutsOfAUNetCrossEveryCutOnTheirWay() {
    UNet network = UNet.of(5, 64).at(Granularity.BLOCKS);

    List<LayerWork> layers = network.layers(ONE_IMAGE);

    double first = 64 * 192 * 192 * 4;
    assertThat(layers.get(0).outputBytes())
        .as("halved image, a quarter; shortcut, a whole")
        .isEqualTo(first / 4 + first);
    assertThat(layers.get(5).name()).isEqualTo("bottleneck");
    assertThat(layers.get(5).outputBytes())
        .as("five shortcuts, each half of the one before, and the result")
        .isEqualTo(first * (1 + 1 / 2.0 + 1 / 4.0 + 1 / 8.0 + 1 / 16.0) + 1024 * 6 * 6 * 4);
    assertThat(network.outputs().get(5)).isEqualTo(ImageShape.square(1024, 6));
  }

  @ParameterizedTest
  @CsvSource({"resnet-50", "wrn-28-10", "vgg-16-bn", "unet-5-64"})
  void finerCutsChangeNoSum(String name) {
    ImageNetwork network = ConvolutionalPresets.named(name).orElseThrow().network();
    List<LayerWork> coarse = at(network, Granularity.BLOCKS).layers(ONE_IMAGE);
    List<LayerWork> fine = at(network, Granularity.OPERATIONS).layers(ONE_IMAGE);

    assertThat(fine).hasSizeGreaterThan(3 * coarse.size() / 2);
    assertThat(sum(fine, true)).isEqualTo(sum(coarse, true));
    assertThat(sum(fine, false)).isEqualTo(sum(coarse, false));
  }

  private static double sum(List<LayerWork> layers, boolean flops) {
    return layers.stream()
        .mapToDouble(layer -> flops ? layer.modelFlops() : layer.activationBytes())
        .sum();
  }

  private static ImageNetwork at(ImageNetwork network, Granularity granularity) {
    if (network instanceof ResNet residual) {
      return residual.at(granularity);
    }
    if (network instanceof WideResNet wide) {
      return wide.at(granularity);
    }
    return network instanceof Vgg plain ? plain.at(granularity) : ((UNet) network).at(granularity);
  }
}
