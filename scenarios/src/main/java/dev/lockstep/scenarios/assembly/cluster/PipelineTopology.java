package dev.lockstep.scenarios.assembly.cluster;

import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cluster.NodeTopology;
import dev.lockstep.core.cluster.Topology;
import dev.lockstep.devices.collective.ClusterNetwork;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.NetworkLevels;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The links that the stages of a pipeline send over. One device stands for all ranks of a stage:
 * its fellows send at the same time, so of what they share with it, such as a network card, it has
 * its share.
 */
public final class PipelineTopology {

  private static final double NANOS = 1e9;

  private final Placement placement;
  private final NetworkLevels levels;
  private final ClusterSetup.Sharing sharing;

  private PipelineTopology(Placement placement, ClusterSetup setup) {
    this.placement = placement;
    this.levels = setup.levels();
    this.sharing = setup.sharing();
  }

  /**
   * The links between the first devices of the stages.
   *
   * @throws IllegalArgumentException if the stages lie in several nodes and nothing joins these
   */
  public static Topology of(Placement placement, ClusterSetup setup) {
    return new PipelineTopology(placement, setup).topology();
  }

  private Topology topology() {
    int stages = placement.pipeline();
    int perStage = placement.ranksPerStage();
    int all = Math.multiplyExact(stages, perStage);
    NodeTopology nodes = inside(NodeTopology.of(all, placement.devicesPerNode()));
    Optional<ClusterNetwork> network = levels.cluster();
    if (network.isPresent()) {
      nodes = withCards(nodes, network.get());
    } else if (all > placement.devicesPerNode()) {
      throw new IllegalArgumentException(
          "%d devices in nodes of %d, and nothing between the nodes; give cluster.links.network"
              .formatted(all, placement.devicesPerNode()));
    }
    int[] places = IntStream.range(0, stages).map(stage -> stage * perStage).toArray();
    return nodes.build().at(places);
  }

  /**
   * A transfer inside a node passes two ports, or two devices' PCIe links and, from one switch to
   * another, two uplinks; its latency is that of the links' description in every case.
   */
  private NodeTopology inside(NodeTopology nodes) {
    LinkCurve curve = levels.node().curve(Kind.POINT_TO_POINT);
    double bandwidth = curve.bandwidthBytesPerSecond();
    Link device = link(curve.startSeconds() + curve.stepSeconds(), bandwidth);
    if (sharing.devicesPerSwitch().isEmpty()) {
      return nodes.withPorts(device);
    }
    int perSwitch = sharing.devicesPerSwitch().getAsInt();
    return nodes.withPcie(perSwitch, device, link(0, bandwidth / fellows(perSwitch)));
  }

  private NodeTopology withCards(NodeTopology nodes, ClusterNetwork network) {
    int perNode = network.devicesPerNode();
    int perCard = Math.max(1, ceilDiv(perNode, network.cardsPerNode()));
    double card =
        network.cardBandwidthBytesPerSecond() * sharing.oversubscription() * network.efficiency();
    NodeTopology joined =
        nodes.withNics(perCard, link(network.latencySeconds(), card / fellows(perCard)));
    if (sharing.oversubscription() == 1) {
      return joined;
    }
    double narrower = (double) fellows(perNode) / fellows(perCard);
    return joined.withLeaves(1, sharing.oversubscription() * narrower, 0);
  }

  /** Ranks of one stage, among so many devices that share something. */
  private int fellows(int devices) {
    return Math.min(placement.ranksPerStage(), devices);
  }

  /** Half of the latency on each of the two such links that a transfer passes. */
  private static Link link(double latencySeconds, double bandwidthBytesPerSecond) {
    return new Link(
        Math.round(latencySeconds * NANOS / 2), OptionalDouble.of(bandwidthBytesPerSecond));
  }

  private static int ceilDiv(int dividend, int divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
