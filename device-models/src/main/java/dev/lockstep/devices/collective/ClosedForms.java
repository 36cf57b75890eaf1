package dev.lockstep.devices.collective;

/**
 * Times of collectives over links that all have latency alpha and bandwidth beta in each direction:
 * Thakur, Rabenseifner, Gropp, "Optimization of Collective Communication Operations in MPICH"
 * (2005) for rings; Sanders, Speck, Traeff, "Two-tree algorithms" (2009) for double trees. Sizes as
 * nccl-tests count them, latencies and results in seconds, bandwidths in bytes per second.
 */
public final class ClosedForms {

  private ClosedForms() {}

  /** 2(n-1) (alpha + S / (n beta)): a reduce-scatter and an all-gather. */
  public static double ringAllReduce(
      int ranks, double sizeBytes, double latencySeconds, double bandwidthBytesPerSecond) {
    return 2 * ringGather(ranks, sizeBytes, latencySeconds, bandwidthBytesPerSecond);
  }

  /** (n-1) (alpha + S / (n beta)); an all-gather and a reduce-scatter take the same. */
  public static double ringGather(
      int ranks, double sizeBytes, double latencySeconds, double bandwidthBytesPerSecond) {
    return (ranks - 1) * (latencySeconds + sizeBytes / (ranks * bandwidthBytesPerSecond));
  }

  /**
   * 2 ceil(log2 n) alpha + 2 S / beta: up and down two trees, of which each carries half; every
   * rank is an inner one in at most one of them. Two ranks send each half once up and once down, in
   * both directions at a time: S / beta.
   */
  public static double treeAllReduce(
      int ranks, double sizeBytes, double latencySeconds, double bandwidthBytesPerSecond) {
    return 2 * treeDepth(ranks) * latencySeconds
        + treeFactor(ranks) * sizeBytes / bandwidthBytesPerSecond;
  }

  /**
   * Reduce-scatter among the r ranks of a node, all-reduce of each rank's part with its peers of
   * the k nodes, all-gather in the node; one after another, each a ring.
   *
   * @param ranksPerNode r
   * @param nodes k
   * @param latencySeconds inside a node
   * @param bandwidthBytesPerSecond inside a node
   * @param networkLatencySeconds between nodes
   * @param networkBandwidthBytesPerSecond between nodes, for each rank
   */
  public static double hierarchicalAllReduce(
      int ranksPerNode,
      int nodes,
      double sizeBytes,
      double latencySeconds,
      double bandwidthBytesPerSecond,
      double networkLatencySeconds,
      double networkBandwidthBytesPerSecond) {
    return ringAllReduce(ranksPerNode, sizeBytes, latencySeconds, bandwidthBytesPerSecond)
        + ringAllReduce(
            nodes, sizeBytes / ranksPerNode, networkLatencySeconds, networkBandwidthBytesPerSecond);
  }

  /**
   * alpha + the larger of what stays in the node, S (r-1) / n over beta, and what leaves it, S
   * (n-r) / n over the rank's share of the network cards.
   *
   * @param ranks n
   * @param ranksPerNode r
   * @param latencySeconds of one exchange
   * @param bandwidthBytesPerSecond inside a node
   * @param networkBandwidthBytesPerSecond between nodes, for each rank
   */
  public static double allToAll(
      int ranks,
      int ranksPerNode,
      double sizeBytes,
      double latencySeconds,
      double bandwidthBytesPerSecond,
      double networkBandwidthBytesPerSecond) {
    double part = sizeBytes / ranks;
    double inside = part * (ranksPerNode - 1) / bandwidthBytesPerSecond;
    double outside = part * (ranks - ranksPerNode) / networkBandwidthBytesPerSecond;
    return latencySeconds + Math.max(inside, outside);
  }

  /** alpha + S / beta. */
  public static double pointToPoint(
      double sizeBytes, double latencySeconds, double bandwidthBytesPerSecond) {
    return latencySeconds + sizeBytes / bandwidthBytesPerSecond;
  }

  /** Levels of a binary tree over {@code ranks}: ceil(log2 n). */
  static int treeDepth(int ranks) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(ranks - 1);
  }

  /** Times that the busiest link of two trees carries the buffer, in one direction. */
  static double treeFactor(int ranks) {
    return Math.min(2, ranks - 1);
  }
}
