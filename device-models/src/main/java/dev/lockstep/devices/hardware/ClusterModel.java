package dev.lockstep.devices.hardware;

import java.util.List;
import java.util.OptionalInt;

/**
 * A kind of cluster: any number of equal nodes in one network.
 *
 * @param name how scenarios call it
 * @param title how its owners call it
 * @param aliases other names in scenarios
 * @param node each of its nodes
 * @param scaleUpDevices devices that the link inside nodes joins across nodes, such as the 72 of a
 *     rack; absent where it ends at the node
 * @param usedBy published measurements that were made on it
 * @param notes what else one must know
 */
public record ClusterModel(
    String name,
    String title,
    List<String> aliases,
    NodeModel node,
    OptionalInt scaleUpDevices,
    List<String> usedBy,
    List<String> notes) {

  /** Copies what could change. */
  public ClusterModel {
    aliases = List.copyOf(aliases);
    usedBy = List.copyOf(usedBy);
    notes = List.copyOf(notes);
  }

  /** Devices that reach each other without the network. */
  public int devicesPerDomain() {
    return scaleUpDevices.orElse(node.devicesPerNode());
  }
}
