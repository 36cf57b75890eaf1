package dev.lockstep.devices.layers.convolutional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.FollowingLayers;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heads made of layers like those that follow (AugLocal, arXiv 2402.17318). */
class T07_AugLocalTest {

  private static final Execution ONE_IMAGE = Execution.alone(1, Precision.FP32);
  private static final int LAYERS = 16; // of a ResNet-32: the stem and 15 blocks

  /** As ChenxiangMA/AugLocal computes aux_layer_index and aux_depth_list; halves go to even. */
  @Test
  void layersAreChosenAtEvenDistances() {
    StringBuilder chosen = new StringBuilder();
    for (int layer = 0; layer < LAYERS - 1; layer++) {
      chosen.append("%2d %s%n".formatted(layer, FollowingLayers.of(layer, LAYERS, 5)));
    }

    assertThat(chosen.toString())
        .isEqualTo(
            """
             0 [3, 6, 9, 12, 15]
             1 [4, 7, 9, 12, 15]
             2 [5, 7, 10, 12, 15]
             3 [5, 8, 10, 13, 15]
             4 [7, 10, 12, 15]
             5 [8, 10, 12, 15]
             6 [8, 10, 13, 15]
             7 [9, 11, 13, 15]
             8 [10, 12, 13, 15]
             9 [10, 12, 14, 15]
            10 [11, 12, 14, 15]
            11 [12, 14, 15]
            12 [13, 14, 15]
            13 [14, 15]
            14 [15]
            """);
  }

  /** From all of the depth behind the first layer to halfway between it and one. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "3, 3, 2, 2", "5, 5, 4, 3"})
  void headsGetShallowerTowardsTheOutput(int most, int first, int middle, int last) {
    assertThat(
            List.of(
                FollowingLayers.depth(0, LAYERS, most),
                FollowingLayers.depth(8, LAYERS, most),
                FollowingLayers.depth(LAYERS - 2, LAYERS, most)))
        .containsExactly(first, middle, last);
  }

  /**
   * Behind the stem of a ResNet-32 three blocks of 16, 32 and 64 channels: 4.72 million, and 3.54
   * million for each that halves the image.
   */
  @Test
  void theyAreBlocksOfTheNetwork() {
    ResNet network = ResNet.cifar(32, 10);

    assertThat(FollowingLayers.of(0, LAYERS, 3)).containsExactly(5, 10, 15);
    double block = 2 * 9.0 * 16 * 16 * 1024;
    assertThat(multiplyAdds(head(network, 0, 3).forward()))
        .isEqualTo(block + 0.75 * block + 0.75 * block + 64 * 10);
  }

  /** With 16 channels in front of 64, one block halves, and the next one again. */
  @Test
  void twoDoublingsTakeTwoBlocks() {
    ResNet network = ResNet.cifar(32, 10);

    assertThat(FollowingLayers.of(5, LAYERS, 1)).containsExactly(15);
    double onlyBlock = 9.0 * (16 * 64 + 64 * 64) * 16 * 16;
    assertThat(multiplyAdds(head(network, 5, 1).forward())).isEqualTo(onlyBlock + 64 * 10);
  }

  /**
   * Modules of one block, heads of three: with blocks of equal cost a = 9 t, and 3 / (3 + 9) of the
   * time is of use. Blocks that halve the image cost three quarters, so that a little more is.
   */
  @Test
  void mostOfTheTimeGoesIntoHeads() {
    ResNet network = ResNet.cifar(32, 10);
    LayerWork block = network.layers(ONE_IMAGE).get(1);

    double own = multiplyAdds(block.forward());
    double head = multiplyAdds(head(network, 1, 3).forward());

    assertThat(own / (own + head)).isCloseTo(0.25, within(0.04));
  }

  @Test
  void plainNetworksHaveThemToo() {
    Vgg network = Vgg.cifar(11, 10);

    assertThat(network.bodyLayers()).isEqualTo(8);
    assertThat(FollowingLayers.of(0, 8, 3)).containsExactly(2, 5, 7);
    double linear = 2 * 512.0 * 512 + 512 * 10;
    assertThat(multiplyAdds(head(network, 0, 3).forward()))
        .isEqualTo(
            9.0 * 64 * 256 * 8 * 8 + 9.0 * 256 * 512 * 4 * 4 + 9.0 * 512 * 512 * 4 * 4 + linear);
  }

  @Test
  void blocksThatAreCutCannotStandAgain() {
    ResNet flat = ResNet.cifar(32, 10).at(Granularity.OPERATIONS);

    assertThatThrownBy(() -> AugLocal.behind(flat, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("auglocal heads are made of blocks");
  }

  private static LayerWork head(Augmentable network, int layer, int most) {
    return AugLocal.behind(network, layer, most)
        .behind(network.outputs().get(layer), 10, ONE_IMAGE);
  }

  private static double multiplyAdds(List<Kernel> kernels) {
    return kernels.stream().mapToDouble(Kernel::flops).sum() / 2;
  }
}
