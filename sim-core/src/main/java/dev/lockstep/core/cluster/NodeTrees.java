package dev.lockstep.core.cluster;

import dev.lockstep.core.cluster.SwitchTrees.Builder;
import dev.lockstep.core.cluster.SwitchTrees.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Writes down the trees of a {@link NodeTopology}: those inside the nodes, and the one over NICs
 * and fabric. The links of a device to its PCIe switch are part of both.
 */
final class NodeTrees {

  private final NodeTopology cluster;
  private final Builder builder;
  private final Tree inside;
  private final Tree between;
  private final Map<String, Integer> placesInside = new HashMap<>();
  private final Map<String, Integer> placesBetween = new HashMap<>();
  private final Map<String, Pair> pairs = new HashMap<>();

  /** Ids of the two directions of a link. */
  private record Pair(int up, int down) {}

  NodeTrees(NodeTopology cluster) {
    this.cluster = cluster;
    this.builder = SwitchTrees.of(cluster.devices());
    this.inside = builder.tree();
    this.between = builder.tree();
  }

  SwitchTrees build() {
    for (int device = 0; device < cluster.devices(); device++) {
      int node = device / cluster.devicesPerNode();
      connectInside(device, node);
      if (cluster.nodes() > 1) {
        connectBetween(device, node, cluster.nics().orElseThrow());
      }
    }
    return builder.build();
  }

  private void connectInside(int device, int node) {
    if (cluster.port().isPresent()) {
      Pair port = pair("device" + device + " port", cluster.port().get());
      connect(inside, device, host(node), port);
    } else if (cluster.pcie().isPresent()) {
      NodeTopology.Pcie pcie = cluster.pcie().get();
      String name = pcieSwitch(device, node, pcie);
      int above =
          place(
              inside,
              placesInside,
              name,
              place -> connect(inside, place, host(node), pair(name, pcie.uplink())));
      connect(inside, device, above, pair("device" + device + " pcie", pcie.device()));
    }
  }

  private int host(int node) {
    return place(inside, placesInside, "node" + node, place -> {});
  }

  private void connectBetween(int device, int node, NodeTopology.Nics nics) {
    int local = device % cluster.devicesPerNode();
    String name = "node" + node + " nic" + local / nics.devicesPerNic();
    int nic =
        place(
            between,
            placesBetween,
            name,
            place -> connect(between, place, fabric(node), pair(name, nics.nic())));
    if (cluster.pcie().isEmpty()) {
      between.join(device, nic);
    } else {
      NodeTopology.Pcie pcie = cluster.pcie().get();
      Pair toSwitch = pair("device" + device + " pcie", pcie.device());
      boolean behindHost = nics.devicesPerNic() > pcie.devicesPerSwitch();
      connect(between, device, behindHost ? aboveSwitch(device, node, pcie, nic) : nic, toSwitch);
    }
  }

  /** The NIC is at the host: what comes from a PCIe switch takes the switch's uplink to it. */
  private int aboveSwitch(int device, int node, NodeTopology.Pcie pcie, int nic) {
    String name = pcieSwitch(device, node, pcie);
    return place(
        between,
        placesBetween,
        name,
        place -> connect(between, place, nic, pair(name, pcie.uplink())));
  }

  private int fabric(int node) {
    if (cluster.leaves().isEmpty()) {
      return place(between, placesBetween, "spine", place -> {});
    }
    NodeTopology.Leaves leaves = cluster.leaves().get();
    NodeTopology.Nics nics = cluster.nics().orElseThrow();
    int nicsPerNode = -Math.floorDiv(-cluster.devicesPerNode(), nics.devicesPerNic());
    double below =
        nics.nic().bandwidthBytesPerSecond().orElseThrow() * nicsPerNode * leaves.nodesPerLeaf();
    String name = "leaf" + node / leaves.nodesPerLeaf();
    return place(
        between,
        placesBetween,
        name,
        place ->
            connect(
                between,
                place,
                place(between, placesBetween, "spine", spine -> {}),
                pair(name, leaves.uplink(below))));
  }

  private String pcieSwitch(int device, int node, NodeTopology.Pcie pcie) {
    int local = device % cluster.devicesPerNode();
    return "node" + node + " switch" + local / pcie.devicesPerSwitch();
  }

  /** The switch of that name; a new one is connected first. */
  private static int place(
      Tree tree, Map<String, Integer> places, String name, IntConsumer connectNew) {
    if (!places.containsKey(name)) {
      int place = tree.addSwitch();
      places.put(name, place);
      connectNew.accept(place);
    }
    return places.get(name);
  }

  private static void connect(Tree tree, int child, int above, Pair pair) {
    tree.connect(child, above, pair.up, pair.down);
  }

  /** Both directions of the link of that name: out of the device or switch, and into it. */
  private Pair pair(String name, Link link) {
    return pairs.computeIfAbsent(
        name, n -> new Pair(builder.link(n + " out", link), builder.link(n + " in", link)));
  }
}
