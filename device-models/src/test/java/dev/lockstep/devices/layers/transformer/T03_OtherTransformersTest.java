package dev.lockstep.devices.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vision transformers, and an encoder with a decoder. */
final class T03_OtherTransformersTest {

  private static final Execution ONE = Execution.alone(1, Precision.BF16);

  /** Published weights of torchvision: 86,567,656, 304,326,632 and 632,045,800. */
  @ParameterizedTest
  @CsvSource({"vit-b-16, 86567656", "vit-l-16, 304326632", "vit-h-14, 632045800"})
  void a_vision_transformer_has_the_published_weights(String preset, double weights) {
    assertThat(VisionPresets.byName().get(preset).parameters()).isEqualTo(weights);
  }

  /** Multiply-adds of one image, forward: 17.56, 61.55 and 167.3 billion (torchvision). */
  @ParameterizedTest
  @CsvSource({"vit-b-16, 17.56", "vit-l-16, 61.55", "vit-h-14, 167.3"})
  void a_vision_transformer_has_the_published_operations(String preset, double billions) {
    double flops =
        VisionPresets.byName().get(preset).layers(ONE).stream()
            .flatMap(layer -> layer.forward().stream())
            .mapToDouble(Kernel::flops)
            .sum();

    assertThat(flops / 2e9).isCloseTo(billions, withPercentage(1));
  }

  @Test
  void an_image_is_a_token_for_each_patch_and_one_for_the_class() {
    VisionTransformer network = VisionTransformer.of(2, 64, 4, 32, 8, 10);

    List<LayerWork> layers = network.layers(ONE);

    assertThat(layers)
        .extracting(LayerWork::name)
        .containsExactly("patches", "block 0", "block 1", "head");
    assertThat(layers.get(1).outputBytes()).isEqualTo(2.0 * (4 * 4 + 1) * 64);
    assertThat(layers.get(0).inputGradient()).isEmpty();
  }

  @Test
  void patches_tile_the_image_and_one_device_sees_all_of_it() {
    assertThatThrownBy(() -> VisionTransformer.of(12, 768, 12, 224, 15, 1000))
        .hasMessage("image 224 in patches of 15; the patch must divide the image");
    Execution shared =
        new Execution(1, 1, 2, 1, false, Precision.BF16, ONE.recompute(), true, false);
    assertThatThrownBy(() -> VisionPresets.byName().get("vit-b-16").layers(shared))
        .hasMessageStartingWith("context 2; the 197 tokens of an image are not shared");
  }

  /** Published weights: 60,506,624, 222,903,552, 737,668,096, 2,851,598,336, 11,307,321,344. */
  @ParameterizedTest
  @CsvSource({
    "t5-small, 60506624",
    "t5-base, 222903552",
    "t5-large, 737668096",
    "t5-3b, 2851598336",
    "t5-11b, 11307321344"
  })
  void an_encoder_with_a_decoder_has_the_published_weights(String preset, double weights) {
    assertThat(EncoderDecoderPresets.byName().get(preset).parameters()).isEqualTo(weights);
  }

  /** 512 tokens of 512 numbers of 2 bytes from the encoder; 114 tokens from the decoder. */
  @Test
  void the_decoder_hands_on_what_the_encoder_said() {
    List<LayerWork> layers = EncoderDecoderPresets.byName().get("t5-small").layers(ONE);

    assertThat(layer(layers, "block 5").outputBytes()).isEqualTo(512 * 512 * 2);
    assertThat(layer(layers, "encoder output").outputBytes()).isEqualTo(512 * 512 * 2);
    assertThat(layer(layers, "decoder 0").outputBytes()).isEqualTo((512 + 114) * 512 * 2);
  }

  private static LayerWork layer(List<LayerWork> layers, String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
  }
}
