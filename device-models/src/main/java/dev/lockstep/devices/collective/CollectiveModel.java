package dev.lockstep.devices.collective;

import static dev.lockstep.devices.collective.Bandwidths.busFactor;
import static dev.lockstep.devices.collective.Bandwidths.ringSteps;

import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Time of a collective by kind, size and place of its ranks. Of the algorithms that NCCL has for a
 * case the fastest is taken, as NCCL's tuner does.
 *
 * <p>Over several nodes the part inside a node and the part between nodes run as one pipeline: the
 * slower sets the bandwidth, latencies add up.
 */
public final class CollectiveModel {

  /**
   * Bus bandwidth of a tree to a ring's inside a node, from NCCL's tuning (src/graph/tuning.cc).
   */
  private static final double TREE_EFFICIENCY = 0.9;

  private final NodeNetwork node;
  private final NetworkLevels levels;

  private CollectiveModel(NetworkLevels levels) {
    this.levels = levels;
    this.node = levels.node();
  }

  /** The model of a cluster's network. */
  public static CollectiveModel of(NetworkLevels levels) {
    return new CollectiveModel(levels);
  }

  /** {@link CollectiveCost#seconds} alone. */
  public double seconds(Kind kind, double sizeBytes, GroupShape shape) {
    return cost(kind, sizeBytes, shape).seconds();
  }

  /** Whether constants were fitted on collectives like this one. */
  public boolean inFittedRange(Kind kind, double sizeBytes, GroupShape shape) {
    return shape.nodes() == 1
        && node.fitted().filter(fit -> fit.contains(kind, sizeBytes, shape.ranks())).isPresent();
  }

  /**
   * Time, algorithm and bus bandwidth.
   *
   * @param sizeBytes as nccl-tests count it, see {@link dev.lockstep.devices.kernel.Collective}
   * @throws IllegalArgumentException if the size is negative or the group spans nodes where the
   *     levels have only one
   */
  public CollectiveCost cost(Kind kind, double sizeBytes, GroupShape shape) {
    if (!(sizeBytes >= 0)) {
      throw new IllegalArgumentException("%s of %s bytes".formatted(kind, sizeBytes));
    }
    if (shape.ranks() == 1) {
      return new CollectiveCost(0, Algorithm.NONE, 0, true);
    }
    List<CollectiveCost> candidates = new ArrayList<>();
    boolean fitted = inFittedRange(kind, sizeBytes, shape);
    for (Way way :
        shape.nodes() == 1 ? inNode(kind, sizeBytes, shape) : over(kind, sizeBytes, shape)) {
      double bus = Bandwidths.busBandwidth(kind, shape.ranks(), sizeBytes, way.seconds());
      candidates.add(
          new CollectiveCost(way.seconds(), way.algorithm(), sizeBytes == 0 ? 0 : bus, fitted));
    }
    return candidates.stream().min(Comparator.comparing(CollectiveCost::seconds)).orElseThrow();
  }

  private List<Way> inNode(Kind kind, double sizeBytes, GroupShape shape) {
    int ranks = shape.ranks();
    double sent = sizeBytes * busFactor(kind, ranks);
    int steps = ringSteps(kind, ranks);
    LinkCurve curve = node.curve(kind);
    List<Way> ways = new ArrayList<>();
    ways.add(
        relays(kind)
            ? new Way(Algorithm.RING, curve.seconds(ranks, steps, sizeBytes, sent))
            : new Way(Algorithm.DIRECT, curve.directSeconds(ranks, steps, sizeBytes, sent)));
    node.inSwitch(kind, ranks)
        .ifPresent(found -> ways.add(new Way(Algorithm.IN_SWITCH, found.seconds(sent))));
    return ways;
  }

  private List<Way> over(Kind kind, double sizeBytes, GroupShape shape) {
    ClusterNetwork network =
        levels
            .cluster()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        ("%d ranks, %d in each node, need a network between nodes. "
                                + "Maybe the cluster has one node.")
                            .formatted(shape.ranks(), shape.ranksPerNode())));
    return switch (kind) {
      case ALL_REDUCE -> allReduce(sizeBytes, shape, network);
      case ALL_GATHER, REDUCE_SCATTER -> List.of(ring(kind, sizeBytes, shape, network));
      case ALL_TO_ALL -> List.of(allToAll(sizeBytes, shape, network));
      case POINT_TO_POINT -> List.of(pointToPoint(sizeBytes, shape, network));
    };
  }

  private List<Way> allReduce(double sizeBytes, GroupShape shape, ClusterNetwork network) {
    List<Way> ways = new ArrayList<>();
    ways.add(ring(Kind.ALL_REDUCE, sizeBytes, shape, network));
    ways.add(tree(sizeBytes, shape, network));
    node.inSwitch(Kind.ALL_REDUCE, shape.ranksPerNode())
        .ifPresent(
            inSwitch -> {
              ways.add(hierarchical(sizeBytes, shape, network, inSwitch));
              if (network.inNetworkReduction()) {
                ways.add(inNetwork(sizeBytes, shape, network, inSwitch));
              }
            });
    return ways;
  }

  /** One ring through all ranks: it enters and leaves each node once. */
  private Way ring(Kind kind, double sizeBytes, GroupShape shape, ClusterNetwork network) {
    LinkCurve curve = node.curve(kind);
    int steps = ringSteps(kind, shape.ranks());
    int outside = ringSteps(kind, shape.nodes());
    double sent = sizeBytes * busFactor(kind, shape.ranks());
    double latency = curve.latencySeconds(steps - outside) + outside * network.latencySeconds();
    double inside = shape.ranksPerNode() == 1 ? 0 : insideSeconds(curve, shape, sizeBytes, sent);
    double between = sent / network.groupBandwidthBytesPerSecond(shape);
    return new Way(Algorithm.RING, latency + ramp(curve, shape, sent) + Math.max(inside, between));
  }

  /** Two trees over the nodes, a chain inside each. */
  private Way tree(double sizeBytes, GroupShape shape, ClusterNetwork network) {
    LinkCurve curve = node.curve(Kind.ALL_REDUCE);
    double sent = sizeBytes * busFactor(Kind.ALL_REDUCE, shape.ranks());
    double latency =
        curve.latencySeconds(ringSteps(Kind.ALL_REDUCE, shape.ranksPerNode()))
            + treeLatencySeconds(shape, network);
    double inside =
        shape.ranksPerNode() == 1
            ? 0
            : insideSeconds(curve, shape, sizeBytes, sent) / TREE_EFFICIENCY;
    double between = treeSeconds(sizeBytes, shape, network) / TREE_EFFICIENCY;
    return new Way(Algorithm.TREE, latency + ramp(curve, shape, sent) + Math.max(inside, between));
  }

  private Way hierarchical(
      double sizeBytes, GroupShape shape, ClusterNetwork network, InSwitchReduction inSwitch) {
    double inside =
        sizeBytes
            * busFactor(Kind.ALL_REDUCE, shape.ranksPerNode())
            / inSwitch.busBandwidthBytesPerSecond();
    double seconds =
        inSwitch.latencySeconds()
            + treeLatencySeconds(shape, network)
            + Math.max(inside, treeSeconds(sizeBytes, shape, network));
    return new Way(Algorithm.HIERARCHICAL, seconds);
  }

  /** Each node sends its sum once and receives the sum of all once. */
  private Way inNetwork(
      double sizeBytes, GroupShape shape, ClusterNetwork network, InSwitchReduction inSwitch) {
    double sent = sizeBytes * busFactor(Kind.ALL_REDUCE, shape.ranks());
    double inside = sent / inSwitch.busBandwidthBytesPerSecond();
    double between = sizeBytes / network.groupBandwidthBytesPerSecond(shape);
    double latency = inSwitch.latencySeconds() + 2 * network.latencySeconds();
    return new Way(Algorithm.IN_SWITCH, latency + Math.max(inside, between));
  }

  private Way allToAll(double sizeBytes, GroupShape shape, ClusterNetwork network) {
    LinkCurve curve = node.curve(Kind.ALL_TO_ALL);
    int ranks = shape.ranks();
    int inNode = shape.ranksPerNode();
    double sentInside = sizeBytes * (inNode - 1) / ranks;
    double latency =
        curve.latencySeconds(inNode - 1)
            + network.latencySeconds()
            + ramp(curve, shape, sentInside);
    double inside =
        inNode == 1 ? 0 : curve.bytesSeconds(inNode, sizeBytes * inNode / ranks, sentInside);
    double outside =
        sizeBytes * (ranks - inNode) / ranks * inNode / network.groupBandwidthBytesPerSecond(shape);
    return new Way(Algorithm.DIRECT, latency + Math.max(inside, outside));
  }

  private Way pointToPoint(double sizeBytes, GroupShape shape, ClusterNetwork network) {
    double between = sizeBytes / network.groupBandwidthBytesPerSecond(shape);
    double latency = node.curve(Kind.POINT_TO_POINT).latencySeconds(0) + network.latencySeconds();
    return new Way(Algorithm.DIRECT, latency + between);
  }

  private static double treeLatencySeconds(GroupShape shape, ClusterNetwork network) {
    return 2 * ClosedForms.treeDepth(shape.nodes()) * network.latencySeconds();
  }

  private static double treeSeconds(double sizeBytes, GroupShape shape, ClusterNetwork network) {
    return ClosedForms.treeFactor(shape.nodes())
        * sizeBytes
        / network.groupBandwidthBytesPerSecond(shape);
  }

  private static double insideSeconds(
      LinkCurve curve, GroupShape shape, double sizeBytes, double sentBytes) {
    return curve.bytesSeconds(shape.ranksPerNode(), sizeBytes, sentBytes);
  }

  private static double ramp(LinkCurve curve, GroupShape shape, double sentBytes) {
    return shape.ranksPerNode() == 1 ? 0 : curve.rampSeconds(shape.ranksPerNode(), sentBytes);
  }

  private static boolean relays(Kind kind) {
    return kind != Kind.ALL_TO_ALL && kind != Kind.POINT_TO_POINT;
  }

  private record Way(Algorithm algorithm, double seconds) {}
}
