package dev.lockstep.scenarios.assembly.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.layers.Network;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a model section to a network. */
final class T01_NetworksTest {

  @TempDir private Path folder;

  /** A shape and the name of the same network. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet: {depth: 56}                                    | resnet-56",
        "resnet: {depth: 110, classes: 10}                      | resnet-110",
        "resnet: {depth: 164, bottleneck: true}                 | resnet-164",
        "resnet: {depth: 50}                                    | resnet-50",
        "resnet: {depth: 18, image: 32}                         | resnet-18-cifar",
        "resnet: {depth: 101, granularity: operations}          | resnet-101-flat",
        "resnet: {depth: 28, width: 10}                         | wrn-28-10",
        "vgg: {depth: 16}                                       | vgg-16",
        "vgg: {depth: 19, batchNorm: true}                      | vgg-19-bn",
        "vgg: {depth: 11, image: 32}                            | vgg-11-cifar",
        "mlp: {depth: 3, width: 512}                            | mlp-3-512",
        "vit: {depth: 24, width: 1024}                        | vit-l-16",
        "vit: {preset: vit-h-14}                                | vit-h-14",
        "transformer: {preset: llama3-8b}                       | llama3-8b",
      })
  void a_shape_is_the_network_of_that_name(String shape, String name) {
    assertThat(network(shape)).isEqualTo(network("preset: " + name));
  }

  @Test
  void what_is_given_beside_a_preset_takes_its_place() {
    Network fewer = network("vit: {preset: vit-b-16, classes: 10}");

    assertThat(network("preset: vit-b-16").parameters() - fewer.parameters())
        .isEqualTo(990 * (768 + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "preset: resnet-112 | unknown model \"resnet-112\"; did you mean \"resnet-110\"?",
        "vit: {preset: vit-b-61} | unknown vit \"vit-b-61\"; did you mean \"vit-b-16\"?",
        "resnet: {depth: 57} | depth 57 of a small residual network; it must be 6n + 2. Maybe 56 is meant",
        "resnet: {depth: 28, width: 10, image: 224} | resnet of width 10 for images of 224",
        "vgg: {depth: 12} | depth 12 of a VGG network; there are 11, 13, 16 and 19",
        "vit: {depth: 12} | a vit without a preset needs depth and width",
      })
  void what_is_no_network_is_refused_in_one_line(String model, String message) {
    assertThatThrownBy(() -> network(model))
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  private Network network(String model) {
    String text =
        """
        name: test
        model: { %s }
        cluster: { preset: p40-pcie }
        training: { microBatches: 1 }
        strategy: { name: sequential }
        """
            .formatted(model);
    try {
      Path file = Files.writeString(folder.resolve("scenario.yaml"), text);
      return Networks.of(ScenarioReader.read(file).model());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
