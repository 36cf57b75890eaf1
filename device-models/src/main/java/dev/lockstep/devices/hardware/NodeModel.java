package dev.lockstep.devices.hardware;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A host with its devices. A figure that nobody has published is absent.
 *
 * @param device name of the device
 * @param devicesPerNode devices in the host
 * @param interconnect how they reach each other
 * @param link the link that joins them; absent where there is one device
 * @param pairGBps 10^9 bytes a second in one direction between two devices alone, where that is
 *     less than what {@code link} carries to all peers together
 * @param devicesPerSwitch devices that share a PCIe switch, and with it the way to the host
 * @param nics network adapters
 * @param nicLink the link of each adapter
 * @param sources where each figure comes from, by its name
 */
public record NodeModel(
    String device,
    int devicesPerNode,
    Interconnect interconnect,
    Optional<String> link,
    OptionalDouble pairGBps,
    OptionalInt devicesPerSwitch,
    OptionalInt nics,
    Optional<String> nicLink,
    Map<String, String> sources) {

  /** Copies what could change. */
  public NodeModel {
    if (devicesPerNode < 1) {
      throw new IllegalArgumentException(
          "%d devices in a node; a node needs at least one".formatted(devicesPerNode));
    }
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
  }

  /** Names of the figures that are present, as {@link #sources} calls them. */
  public Set<String> figures() {
    Set<String> names = new TreeSet<>(Set.of("devicesPerNode", "interconnect"));
    addIf(pairGBps.isPresent(), "pairGBps", names);
    addIf(devicesPerSwitch.isPresent(), "devicesPerSwitch", names);
    addIf(nics.isPresent() || nicLink.isPresent(), "nics", names);
    return names;
  }

  private static void addIf(boolean present, String name, Set<String> names) {
    if (present) {
      names.add(name);
    }
  }
}
