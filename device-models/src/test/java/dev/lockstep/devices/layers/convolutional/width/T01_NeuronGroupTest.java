package dev.lockstep.devices.layers.convolutional.width;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.convolutional.ResNet;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks split by width, against the figures of GN-DGL (arXiv 2301.07635). */
class T01_NeuronGroupTest {

  private static final Execution ONE_IMAGE = Execution.alone(1, Precision.FP32);

  /** Last layers of the modules, the stem being layer 0 and 15 blocks behind it. */
  private static final Map<Integer, String> ENDS =
      Map.of(
          1, "15",
          2, "7 15",
          4, "3 7 11 15",
          8, "1 3 5 7 9 11 13 15",
          16, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");

  @Test
  void aGroupOfOneIsTheNetwork() {
    ResNet network = resNet32(16);

    List<LayerWork> layers = new NeuronGroup(network, Set.of(7, 15), 1).layers(ONE_IMAGE);

    assertThat(layers).hasSize(16);
    for (int layer = 0; layer < 16; layer++) {
      assertThat(multiplyAdds(layers.get(layer)))
          .isEqualTo(multiplyAdds(network.layers(ONE_IMAGE).get(layer)));
    }
  }

  /** 9 C^2 h w / G^2 inside a module, 9 C^2 h w / G for the convolution that starts one. */
  @ParameterizedTest
  @CsvSource({"2", "4", "8"})
  void aGroupComputesAShareOfAShare(int groups) {
    NeuronGroup group = new NeuronGroup(resNet32(16), Set.of(3, 15), groups);
    double convolution = 9.0 * 16 * 16 * 32 * 32;

    List<LayerWork> layers = group.layers(ONE_IMAGE);

    assertThat(multiplyAdds(layers.get(2))).isEqualTo(2 * convolution / groups / groups);
    assertThat(multiplyAdds(layers.get(4)))
        .isEqualTo(convolution / groups + convolution / groups / groups);
    assertThat(layers.get(2).parameters() - 4.0 * 16 / groups)
        .isEqualTo(2 * 9.0 * 16 * 16 / groups / groups);
  }

  /**
   * Forward of the busiest of K x G nodes in million multiply-adds, as read off the figures to the
   * last digit given: ResNet-32, and the same of twice the width. Two operations a number for a
   * normalisation and one for an activation are counted. So is the stem of a network in one module,
   * and no other; so is the last module's head, but of DGL's (G = 1), which the authors seem to
   * have counted as a node of its own. Within 2 % and what the reading leaves open; only for (16,
   * 2) and (1, 8) of the narrow network is the latter needed.
   */
  @ParameterizedTest
  @CsvSource({
    "16, 2, 1, 37.0", "16, 4, 1, 19.4", "16, 8, 1, 10.9", "16, 16, 1, 6.0",
    "16, 1, 2, 19.1", "16, 2, 2, 11.1", "16, 4, 2, 6.6", "16, 8, 2, 4.3",
    "16, 16, 2, 3.1", "16, 1, 4, 5.9", "16, 2, 4, 4.0", "16, 4, 4, 2.9",
    "16, 8, 4, 2.3", "16, 1, 8, 2.5", "16, 2, 8, 2.1", "16, 4, 8, 1.8",
    "32, 2, 1, 147.4", "32, 4, 1, 76.8", "32, 8, 1, 43.0", "32, 16, 1, 24.0",
    "32, 1, 2, 74.9", "32, 2, 2, 44.2", "32, 4, 2, 26.2", "32, 8, 2, 16.9",
    "32, 16, 2, 12.1", "32, 1, 4, 22.7", "32, 2, 4, 15.9", "32, 4, 4, 11.4",
    "32, 8, 4, 9.1", "32, 1, 8, 9.5", "32, 2, 8, 8.3", "32, 4, 8, 7.1"
  })
  void theBusiestNode(int channels, int modules, int groups, double millions) {
    double busiest = busiest(resNet32(channels), modules, groups) / 1e6;

    assertThat(busiest).isCloseTo(millions, within(0.02 * millions + 0.05));
  }

  private static double busiest(ResNet network, int modules, int groups) {
    Set<Integer> ends =
        Arrays.stream(ENDS.get(modules).split(" "))
            .map(Integer::valueOf)
            .collect(Collectors.toSet());
    NeuronGroup group = new NeuronGroup(network, ends, groups);
    List<LayerWork> layers = group.layers(ONE_IMAGE);
    double busiest = 0;
    double module =
        modules == 1 ? multiplyAdds(layers.get(0)) + 3 * elements(network, 0) / groups : 0;
    for (int layer = 1; layer < layers.size(); layer++) {
      boolean halved = network.width(layer) != network.width(layer - 1);
      module +=
          multiplyAdds(layers.get(layer)) + (halved ? 8 : 6) * elements(network, layer) / groups;
      if (ends.contains(layer)) {
        boolean counted = groups > 1 || layer < layers.size() - 1;
        double head = multiplyAdds(group.head(layer, ONE_IMAGE)) + 3 * elements(network, layer) / 2;
        busiest = Math.max(busiest, module + (counted ? head : 0));
        module = 0;
      }
    }
    return busiest;
  }

  /** The whole network with its own linear layer, as the figures show end-to-end training. */
  @ParameterizedTest
  @CsvSource({"16, 70.1", "32, 277.5"})
  void endToEndOnOneNode(int channels, double millions) {
    assertThat(endToEnd(resNet32(channels)) / 1e6).isCloseTo(millions, within(0.1));
  }

  /**
   * Speed-up by operations, at the pace of the busiest of so many nodes. Width does more than
   * depth, because groups also leave out what is between them; heads, which nothing divides, end
   * it.
   */
  @ParameterizedTest
  @CsvSource({
    "4, 1, 3.6",
    "8, 1, 6.5",
    "16, 1, 11.6",
    "2, 2, 6.3",
    "4, 2, 10.7",
    "8, 2, 16.5",
    "1, 4, 12.0",
    "2, 4, 17.5",
    "4, 4, 24.6",
    "1, 8, 28.6",
    "2, 8, 33.8",
    "4, 8, 39.4"
  })
  void theSpeedUpOfNodes(int modules, int groups, double speedUp) {
    ResNet network = resNet32(16);

    assertThat(endToEnd(network) / busiest(network, modules, groups))
        .isCloseTo(speedUp, within(0.05));
  }

  private static double endToEnd(ResNet network) {
    double operations = network.channels() * 4 * network.classes();
    for (int layer = 0; layer < network.bodyLayers(); layer++) {
      boolean halved = layer > 0 && network.width(layer) != network.width(layer - 1);
      double passes = layer == 0 ? 3 : halved ? 8 : 6;
      operations +=
          multiplyAdds(network.layers(ONE_IMAGE).get(layer)) + passes * elements(network, layer);
    }
    return operations;
  }

  @Test
  void groupsDivideTheChannels() {
    assertThatThrownBy(() -> new NeuronGroup(resNet32(16), Set.of(15), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 groups of 16 channels; the groups must divide the channels");
  }

  private static ResNet resNet32(int channels) {
    return new ResNet(
        List.of(5, 5, 5),
        channels,
        ResNet.Unit.BASIC,
        ResNet.Stem.SMALL_IMAGES,
        ResNet.Shortcut.PROJECTED,
        32,
        10,
        Granularity.BLOCKS);
  }

  private static double elements(ResNet network, int layer) {
    ImageShape shape = network.outputs().get(layer);
    return shape.elements();
  }

  private static double multiplyAdds(LayerWork work) {
    return work.forward().stream().mapToDouble(Kernel::flops).sum() / 2;
  }
}
