package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.FollowingLayers;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;

/**
 * AugLocal's heads (Ma et al., "Scaling supervised local learning with augmented auxiliary
 * networks", ICLR 2024, arXiv 2402.17318; ChenxiangMA/AugLocal): layers like some of those that
 * {@linkplain FollowingLayers follow}, then a classifier. Where the layers chosen have more
 * channels than what they are applied to, the image is halved once for each doubling, one layer
 * after the other.
 */
public final class AugLocal {

  private AugLocal() {}

  /**
   * The head behind a layer.
   *
   * @param layer of the body, counted from 0
   * @param most layers of the head behind the first layer of the network
   * @throws IllegalArgumentException if the network is cut more finely than into blocks
   */
  public static AuxiliaryHead behind(Augmentable network, int layer, int most) {
    if (network.granularity() != Granularity.BLOCKS) {
      throw new IllegalArgumentException(
          "auglocal heads are made of blocks; this network is cut more finely. Maybe granularity blocks is meant");
    }
    int from = Math.min(layer, network.bodyLayers() - 1);
    return (operations, features, classes) -> {
      Tensor x = features;
      int width = network.width(from);
      int doublings = 0;
      for (int next : FollowingLayers.of(from, network.bodyLayers(), most)) {
        doublings += Integer.numberOfTrailingZeros(network.width(next) / width);
        x = network.again(operations, x, next, doublings > 0);
        doublings = Math.max(0, doublings - 1);
        width = network.width(next);
      }
      return network.conclude(operations, x, classes);
    };
  }
}
