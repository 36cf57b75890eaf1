package dev.lockstep.devices.collective;

/**
 * The network between nodes.
 *
 * @param devicesPerNode devices of a node
 * @param cardsPerNode network cards of a node; a device uses the cards nearest to it, its share of
 *     them but at least one
 * @param cardBandwidthBytesPerSecond of one card, in one direction
 * @param efficiency share of it that bus bandwidth reaches: about 0.95 with RDMA, 0.8 with TCP
 *     (plateaus of 190 of 200, 380 of 400 and 10 of 12.5 GB/s; NVIDIA GTC 2024, S62129)
 * @param latencySeconds of one step from node to node as NCCL sees it, its proxy included: a ring's
 *     step takes 2.7 (LL) to 9.6 microseconds (Simple) in NCCL 2.8's tuning tables
 * @param inNetworkReduction whether the switches between nodes add (SHARP)
 */
public record ClusterNetwork(
    int devicesPerNode,
    int cardsPerNode,
    double cardBandwidthBytesPerSecond,
    double efficiency,
    double latencySeconds,
    boolean inNetworkReduction) {

  /** Refuses figures that no network has. */
  public ClusterNetwork {
    if (devicesPerNode < 1 || cardsPerNode < 1) {
      throw new IllegalArgumentException(
          "a node needs a device and a network card, not %d and %d"
              .formatted(devicesPerNode, cardsPerNode));
    }
    if (!(cardBandwidthBytesPerSecond > 0 && efficiency > 0 && efficiency <= 1)) {
      throw new IllegalArgumentException(
          "a card needs a bandwidth above 0 and an efficiency in (0, 1], not %s B/s and %s"
              .formatted(cardBandwidthBytesPerSecond, efficiency));
    }
    if (!(latencySeconds >= 0)) {
      throw new IllegalArgumentException("negative network latency " + latencySeconds + " s");
    }
  }

  /**
   * What a group sends out of one node per second: the cards within reach of its ranks, but no more
   * than its share of all when other groups use them too.
   */
  public double groupBandwidthBytesPerSecond(GroupShape shape) {
    double reach = Math.max(1, (double) cardsPerNode / devicesPerNode);
    double cards = Math.min(shape.ranksPerNode() * reach, cardsPerNode);
    double share = (double) cardsPerNode / shape.groupsSharingNode();
    return efficiency * cardBandwidthBytesPerSecond * Math.min(cards, share);
  }
}
