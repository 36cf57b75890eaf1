package dev.lockstep.scenarios.assembly.cluster;

import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cluster.NodeTopology;
import dev.lockstep.core.cluster.Topology;
import dev.lockstep.devices.collective.ClusterNetwork;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.NetworkLevels;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The links that the stages of a pipeline send over. One device stands for all ranks of a stage:
 * its fellows send at the same time, so where they share network cards it has its share of them.
 */
public final class PipelineTopology {

  private static final double NANOS = 1e9;

  private PipelineTopology() {}

  /**
   * The links between the first devices of the stages.
   *
   * @throws IllegalArgumentException if the stages lie in several nodes and nothing joins these
   */
  public static Topology of(Placement placement, NetworkLevels levels) {
    int stages = placement.pipeline();
    int perStage = placement.ranksPerStage();
    int all = Math.multiplyExact(stages, perStage);
    NodeTopology nodes = NodeTopology.of(all, placement.devicesPerNode()).withPorts(port(levels));
    Optional<ClusterNetwork> network = levels.cluster();
    if (network.isPresent()) {
      nodes = withCards(nodes, network.get(), placement);
    } else if (all > placement.devicesPerNode()) {
      throw new IllegalArgumentException(
          "%d devices in nodes of %d, and nothing between the nodes; give cluster.links.network"
              .formatted(all, placement.devicesPerNode()));
    }
    int[] places = IntStream.range(0, stages).map(stage -> stage * perStage).toArray();
    return nodes.build().at(places);
  }

  /** Half of the latency on each of the two ports that a transfer passes. */
  private static Link port(NetworkLevels levels) {
    LinkCurve curve = levels.node().gather();
    double latency = curve.startSeconds() + curve.stepSeconds();
    return new Link(
        Math.round(latency * NANOS / 2), OptionalDouble.of(curve.bandwidthBytesPerSecond()));
  }

  private static NodeTopology withCards(
      NodeTopology nodes, ClusterNetwork network, Placement placement) {
    int devices = placement.devicesPerNode();
    double card = network.cardBandwidthBytesPerSecond() * network.efficiency();
    boolean alone = placement.ranksPerStage() == 1;
    int sharing = alone ? Math.max(1, devices / network.cardsPerNode()) : 1;
    double share = alone ? 1 : Math.min(1, (double) network.cardsPerNode() / devices);
    Link link =
        new Link(Math.round(network.latencySeconds() * NANOS / 2), OptionalDouble.of(card * share));
    return nodes.withNics(sharing, link);
  }
}
