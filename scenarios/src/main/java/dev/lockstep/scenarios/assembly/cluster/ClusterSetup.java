package dev.lockstep.scenarios.assembly.cluster;

import dev.lockstep.devices.collective.NetworkLevels;
import dev.lockstep.devices.hardware.DeviceModel;
import java.util.List;
import java.util.OptionalInt;

/**
 * The hardware of a scenario, looked up.
 *
 * @param devices the device of each pipeline rank in turn; a single one if all are equal
 * @param devicesPerNode devices that reach each other without the network
 * @param levels inside a node and between nodes, as collectives see them
 * @param sharing what the devices of a node share beyond that
 * @param notes what was assumed
 */
public record ClusterSetup(
    List<DeviceModel> devices,
    int devicesPerNode,
    NetworkLevels levels,
    Sharing sharing,
    List<String> notes) {

  /**
   * What transfers at the same time have to share, network cards apart.
   *
   * @param devicesPerSwitch devices on a PCIe switch; empty if each has a port to all its peers
   * @param oversubscription how many times more a node's cards could send than the network carries
   *     away from it; 1 if it carries all
   */
  public record Sharing(OptionalInt devicesPerSwitch, double oversubscription) {}

  /** Copies the lists. */
  public ClusterSetup {
    devices = List.copyOf(devices);
    notes = List.copyOf(notes);
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("no device");
    }
  }

  /** The device of a pipeline rank. */
  public DeviceModel device(int pipelineRank) {
    return devices.get(devices.size() == 1 ? 0 : pipelineRank);
  }
}
