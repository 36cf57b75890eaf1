package dev.lockstep.devices.layers.convolutional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Names, and what has none. */
class T06_PresetsAndRefusalsTest {

  @Test
  void noTwoPresetsShareAName() {
    assertThat(ConvolutionalPresets.all())
        .extracting(ConvolutionalPresets.Preset::name)
        .doesNotHaveDuplicates()
        .contains(
            "resnet-20",
            "resnet-110",
            "resnet-152",
            "wrn-28-10",
            "vgg-16",
            "amoebanet-d-18-256",
            "unet-5-64",
            "inception-v3",
            "mlp-3-512");
  }

  @Test
  void anUnknownNameIsNoNetwork() {
    assertThat(ConvolutionalPresets.named("resnet-19")).isEmpty();
  }

  @Test
  void everyPresetTellsItsSource() {
    assertThat(ConvolutionalPresets.all())
        .allSatisfy(preset -> assertThat(preset.source()).isNotBlank());
  }

  @Test
  void depthsThatNoNetworkHasAreRefusedWithOnesThatOneHas() {
    assertThatThrownBy(() -> ResNet.cifar(57, 10))
        .hasMessage("depth 57 of a small residual network; it must be 6n + 2. Maybe 56 is meant");
    assertThatThrownBy(() -> ResNet.cifarBottleneck(165, 10)).hasMessageContaining("9n + 2");
    assertThatThrownBy(() -> ResNet.imageNet(51)).hasMessageContaining("18, 34, 50, 101 and 152");
    assertThatThrownBy(() -> Vgg.cifar(12, 10)).hasMessageContaining("11, 13, 16 and 19");
    assertThatThrownBy(() -> WideResNet.of(27, 10, 10)).hasMessageContaining("6n + 4");
    assertThatThrownBy(() -> AmoebaNet.of(17, 256)).hasMessageContaining("multiple of 3");
    assertThatThrownBy(() -> new UNet(5, 5, 64, 100, null)).hasMessageContaining("multiple of 32");
    assertThatThrownBy(() -> new Mlp(784, 0, 3, 10)).hasMessageContaining("width 0");
  }
}
