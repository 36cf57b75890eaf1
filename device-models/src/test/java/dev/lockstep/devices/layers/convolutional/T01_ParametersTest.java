package dev.lockstep.devices.layers.convolutional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights, against the numbers that papers and model collections print. */
class T01_ParametersTest {

  @Test
  void aPerceptronByHand() {
    assertThat(new Mlp(784, 512, 3, 10).parameters())
        .isEqualTo((784 + 1) * 512 + 2 * (512 + 1) * 512 + (512 + 1) * 10);
  }

  /** Exact numbers of torchvision's models. */
  @ParameterizedTest
  @CsvSource({
    "resnet-18, 11689512",
    "resnet-34, 21797672",
    "resnet-50, 25557032",
    "resnet-101, 44549160",
    "resnet-101-flat, 44549160",
    "resnet-152, 60192808",
    "vgg-11, 132863336",
    "vgg-13, 133047848",
    "vgg-16, 138357544",
    "vgg-19, 143667240",
    "vgg-16-bn, 138365992",
    "inception-v3, 27161264"
  })
  void asTorchvisionCountsThem(String name, double parameters) {
    assertThat(network(name).parameters()).isEqualTo(parameters);
  }

  /** In millions, as printed: arXiv 1512.03385 table 6, 1605.07146 table 4, torchgpipe's README. */
  @ParameterizedTest
  @CsvSource({
    "resnet-20, 0.27",
    "resnet-32, 0.46",
    "resnet-44, 0.66",
    "resnet-56, 0.85",
    "resnet-110, 1.73",
    "resnet-164, 1.70",
    "resnet-1202, 19.4",
    "wrn-16-8, 11.0",
    "wrn-28-10, 36.5",
    "wrn-28-10-late-stride, 36.5",
    "wrn-40-4, 8.9",
    "amoebanet-d-18-208, 81.5",
    "amoebanet-d-18-416, 319.0",
    "amoebanet-d-18-544, 542.7",
    "unet-6-72, 362.2",
    "unet-11-128, 2210",
    "unet-24-128, 4990",
    "unet-24-160, 7800",
    "unet-48-160, 15820"
  })
  void asPapersPrintThem(String name, double millions) {
    assertThat(network(name).parameters() / 1e6).isCloseTo(millions, withPercentage(1));
  }

  private static ImageNetwork network(String name) {
    return ConvolutionalPresets.named(name).orElseThrow().network();
  }
}
