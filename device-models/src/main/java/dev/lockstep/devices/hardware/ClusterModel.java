package dev.lockstep.devices.hardware;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A kind of cluster: any number of equal nodes in one network.
 *
 * @param name how scenarios call it
 * @param title how its owners call it
 * @param aliases other names in scenarios
 * @param node each of its nodes
 * @param scaleUpDevices devices that the link inside nodes joins across nodes, such as the 72 of a
 *     rack; absent where it ends at the node
 * @param sources where each figure comes from, by its name
 * @param usedBy published measurements that were made on it
 * @param notes what else one must know
 */
public record ClusterModel(
    String name,
    String title,
    List<String> aliases,
    NodeModel node,
    OptionalInt scaleUpDevices,
    Map<String, String> sources,
    List<String> usedBy,
    List<String> notes) {

  /** Copies what could change. */
  public ClusterModel {
    aliases = List.copyOf(aliases);
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    usedBy = List.copyOf(usedBy);
    notes = List.copyOf(notes);
  }

  /** Devices that reach each other without the network. */
  public int devicesPerDomain() {
    return scaleUpDevices.orElse(node.devicesPerNode());
  }

  /** Names of the figures that are present, as {@link #sources} calls them. */
  public Set<String> figures() {
    Set<String> names = new TreeSet<>(Set.of("devicesPerNode", "interconnect"));
    if (node.pairGBps().isPresent()) {
      names.add("pairGBps");
    }
    if (node.devicesPerSwitch().isPresent()) {
      names.add("devicesPerSwitch");
    }
    if (node.nics().isPresent() || node.nicLink().isPresent()) {
      names.add("nics");
    }
    if (scaleUpDevices.isPresent()) {
      names.add("scaleUpDevices");
    }
    return names;
  }
}
