package dev.lockstep.core.cluster;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The usual cluster: nodes of some devices each, connected inside by a switch with a port for each
 * device (NVSwitch) or by PCIe switches, and with one another over network interfaces (NICs) and a
 * fabric. The last node may have fewer devices. Every link is as given in each direction.
 *
 * @param devices devices over all nodes
 * @param devicesPerNode devices of a node
 * @param port from a device to the switch that connects all devices of its node, and back
 * @param pcie PCIe inside a node; where there are ports too, only on the way to the NICs
 * @param nics NICs; empty with one node
 * @param leaves leaf switches whose uplinks are narrower than what hangs below; without them the
 *     fabric is non-blocking
 */
public record NodeTopology(
    int devices,
    int devicesPerNode,
    Optional<Link> port,
    Optional<Pcie> pcie,
    Optional<Nics> nics,
    Optional<Leaves> leaves) {

  /**
   * Devices in groups on PCIe switches.
   *
   * @param devicesPerSwitch devices on one switch
   * @param device between a device and its switch
   * @param uplink between a switch and the host, over which it reaches the node's other switches
   */
  public record Pcie(int devicesPerSwitch, Link device, Link uplink) {}

  /**
   * Network interfaces.
   *
   * @param devicesPerNic devices that share one: 1 gives each its own (rails), the number of
   *     devices of a node leaves one for all
   * @param nic between the interface and the fabric, the fabric's latency included
   */
  public record Nics(int devicesPerNic, Link nic) {}

  /**
   * Leaf switches below a non-blocking spine.
   *
   * @param nodesPerLeaf nodes on one leaf switch
   * @param oversubscription bandwidth of all NICs on a leaf over that of its uplink
   * @param latencyNanos of an uplink
   */
  public record Leaves(int nodesPerLeaf, double oversubscription, long latencyNanos) {

    /** The uplink of a leaf with so much bandwidth below it. */
    Link uplink(double bandwidthBytesPerSecond) {
      return new Link(latencyNanos, OptionalDouble.of(bandwidthBytesPerSecond / oversubscription));
    }
  }

  /**
   * Refuses what does not fit together.
   *
   * @throws IllegalArgumentException if a number is not positive, or if nothing connects the
   *     devices of a node or the nodes
   */
  public NodeTopology {
    require(devices >= 1 && devicesPerNode >= 1, "%d devices, %d a node", devices, devicesPerNode);
    require(
        pcie.stream().allMatch(p -> p.devicesPerSwitch() >= 1),
        "PCIe switches of %s; each has at least one device",
        pcie);
    require(
        nics.stream().allMatch(n -> n.devicesPerNic() >= 1),
        "NICs of %s; each has at least one device",
        nics);
    require(
        leaves.stream().allMatch(l -> l.nodesPerLeaf() >= 1 && l.oversubscription() > 0),
        "leaf switches of %s; nodes and oversubscription are positive",
        leaves);
    require(
        leaves.isEmpty()
            || nics.isPresent() && nics.get().nic().bandwidthBytesPerSecond().isPresent(),
        "leaf switches, but NICs without bandwidth");
  }

  /** Nodes in which nothing connects the devices yet. */
  public static NodeTopology of(int devices, int devicesPerNode) {
    return new NodeTopology(
        devices,
        devicesPerNode,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** With a switch in each node that all its devices have a port to. */
  public NodeTopology withPorts(Link each) {
    return new NodeTopology(devices, devicesPerNode, Optional.of(each), pcie, nics, leaves);
  }

  /** With PCIe switches in each node. */
  public NodeTopology withPcie(int devicesPerSwitch, Link device, Link uplink) {
    Pcie switches = new Pcie(devicesPerSwitch, device, uplink);
    return new NodeTopology(devices, devicesPerNode, port, Optional.of(switches), nics, leaves);
  }

  /** With NICs that so many devices of a node share. */
  public NodeTopology withNics(int devicesPerNic, Link nic) {
    Nics shared = new Nics(devicesPerNic, nic);
    return new NodeTopology(devices, devicesPerNode, port, pcie, Optional.of(shared), leaves);
  }

  /** With leaf switches whose uplinks are narrower by a factor than what hangs below. */
  public NodeTopology withLeaves(int nodesPerLeaf, double oversubscription, long latencyNanos) {
    Leaves narrow = new Leaves(nodesPerLeaf, oversubscription, latencyNanos);
    return new NodeTopology(devices, devicesPerNode, port, pcie, nics, Optional.of(narrow));
  }

  /** Number of nodes. */
  public int nodes() {
    return (devices + devicesPerNode - 1) / devicesPerNode;
  }

  /**
   * All links and routes.
   *
   * @throws IllegalArgumentException if nothing connects the devices of a node, or the nodes
   */
  public Topology build() {
    int together = Math.min(devices, devicesPerNode);
    require(
        together == 1 || port.isPresent() || pcie.isPresent(),
        "%d devices in a node and nothing between them. Maybe add ports or PCIe switches.",
        together);
    require(
        pcie.isEmpty()
            || nics.isEmpty()
            || nics.get().devicesPerNic() <= pcie.get().devicesPerSwitch()
            || nics.get().devicesPerNic() % pcie.get().devicesPerSwitch() == 0,
        "%s devices on a NIC, %s on a PCIe switch; one NIC serves whole switches",
        nics.map(Nics::devicesPerNic).orElse(0),
        pcie.map(Pcie::devicesPerSwitch).orElse(0));
    require(
        nodes() == 1 || nics.isPresent(),
        "%d nodes and nothing between them. Maybe add NICs.",
        nodes());
    return new NodeTrees(this).build();
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }
}
