package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.collective.ClusterNetwork;
import dev.lockstep.devices.collective.CollectiveModel;
import dev.lockstep.devices.collective.GroupShape;
import dev.lockstep.devices.collective.NetworkLevels;
import dev.lockstep.devices.collective.NodeNetwork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Fits the network between nodes to collectives over several of them, the links inside being known:
 * latency of a step and bandwidth of a card, by the same measure as {@link CurveFit}.
 *
 * @param node links inside a node
 * @param ranksPerNode ranks on each node, every one of them with a device of its own
 * @param cardsPerNode network cards of a node
 */
public record ClusterFit(NodeNetwork node, int ranksPerNode, int cardsPerNode) {

  private static final double LATENCY_START = 1e-5;

  /**
   * A network and its errors on the points that were fitted.
   *
   * @param network latency and what collectives reach of the cards' bandwidth
   * @param residuals errors on these points; no measure of accuracy
   */
  public record FittedCluster(ClusterNetwork network, Residuals residuals) {}

  /**
   * The constants that fit best.
   *
   * @throws IllegalArgumentException with fewer than two points, or one of a single node
   */
  public FittedCluster fit(Collection<MeasuredCollective> points) {
    List<MeasuredCollective> list = List.copyOf(points);
    if (list.size() < 2) {
      throw new IllegalArgumentException(
          "2 constants need as many measurements over several hosts, there are "
              + list.size()
              + ". Maybe measure more sizes.");
    }
    double most =
        list.stream().mapToDouble(point -> point.sizeBytes() / point.seconds()).max().orElseThrow();
    double[] start = {Math.log(LATENCY_START), -Math.log(most)};
    ClusterNetwork found =
        network(new CurveResiduals(logs -> seconds(network(logs)), list).optimum(start));
    return new FittedCluster(found, on(found, list));
  }

  /** Errors of a network on points, fitted or not. */
  public Residuals on(ClusterNetwork network, Collection<MeasuredCollective> points) {
    return Residuals.of(points, seconds(network));
  }

  private ClusterNetwork network(double[] logs) {
    return new ClusterNetwork(
        ranksPerNode, cardsPerNode, Math.exp(-logs[1]) / cardsPerNode, 1, Math.exp(logs[0]), false);
  }

  private ToDoubleFunction<MeasuredCollective> seconds(ClusterNetwork network) {
    CollectiveModel model = CollectiveModel.of(new NetworkLevels(node, Optional.of(network)));
    return point ->
        model.seconds(
            point.kind(), point.sizeBytes(), new GroupShape(point.ranks(), ranksPerNode, 1));
  }
}
