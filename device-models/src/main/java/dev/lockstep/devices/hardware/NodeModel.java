package dev.lockstep.devices.hardware;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

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
 */
public record NodeModel(
    String device,
    int devicesPerNode,
    Interconnect interconnect,
    Optional<String> link,
    OptionalDouble pairGBps,
    OptionalInt devicesPerSwitch,
    OptionalInt nics,
    Optional<String> nicLink) {

  /** Refuses a node without devices, and devices that nothing joins. */
  public NodeModel {
    if (devicesPerNode < 1) {
      throw new IllegalArgumentException(
          "%d devices in a node; a node needs at least one".formatted(devicesPerNode));
    }
    if (devicesPerNode > 1 && link.isEmpty()) {
      throw new IllegalArgumentException(
          "%d devices in a node without a link. Maybe link is missing".formatted(devicesPerNode));
    }
  }
}
