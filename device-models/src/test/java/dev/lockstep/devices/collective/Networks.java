package dev.lockstep.devices.collective;

import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Networks of the tests: constants of two machines, as fitted. */
final class Networks {

  private Networks() {}

  /** H100 with one protocol for all sizes. */
  static NodeNetwork h100() {
    return node(
        new LinkCurve(4.416e-6, 0.8143e-6, 3.554e-6, 520.2e9, 881.3e9, new TreeMap<>()),
        new LinkCurve(4.322e-6, 0.8848e-6, 7.648e-6, 779.5e9, 853.2e9, new TreeMap<>()),
        Optional.of(new InSwitchReduction(71.92e-6, 461.8e9, 8)),
        Optional.of(
            new FittedRange(Set.of(Kind.ALL_REDUCE, Kind.ALL_GATHER), 2048, 536870912, 2, 8)));
  }

  /** A100 with one protocol for all sizes. */
  static NodeNetwork a100() {
    return node(
        new LinkCurve(8.215e-6, 0.8822e-6, 8.182e-6, 292.9e9, 784.1e9, new TreeMap<>()),
        new LinkCurve(8.635e-6, 0.8243e-6, 16.2e-6, 456.8e9, 542.8e9, new TreeMap<>()),
        Optional.empty(),
        Optional.empty());
  }

  private static NodeNetwork node(
      LinkCurve allReduce,
      LinkCurve gather,
      Optional<InSwitchReduction> inSwitch,
      Optional<FittedRange> fitted) {
    return new NodeNetwork(
        Map.of(Kind.ALL_REDUCE, allReduce, Kind.ALL_GATHER, gather), inSwitch, fitted);
  }

  /** One card for each device, as in a DGX. */
  static ClusterNetwork rails(double cardBandwidth, double efficiency) {
    return new ClusterNetwork(8, 8, cardBandwidth, efficiency, 14e-6, false);
  }

  static CollectiveModel model(NodeNetwork node) {
    return CollectiveModel.of(new NetworkLevels(node, Optional.empty()));
  }

  static CollectiveModel model(NodeNetwork node, ClusterNetwork cluster) {
    return CollectiveModel.of(new NetworkLevels(node, Optional.of(cluster)));
  }
}
