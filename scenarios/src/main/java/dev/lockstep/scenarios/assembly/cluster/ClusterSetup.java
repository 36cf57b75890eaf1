package dev.lockstep.scenarios.assembly.cluster;

import dev.lockstep.devices.collective.NetworkLevels;
import dev.lockstep.devices.hardware.DeviceModel;
import java.util.List;

/**
 * The hardware of a scenario, looked up.
 *
 * @param devices the device of each pipeline rank in turn; a single one if all are equal
 * @param devicesPerNode devices that reach each other without the network
 * @param levels inside a node and between nodes
 * @param notes what was assumed
 */
public record ClusterSetup(
    List<DeviceModel> devices, int devicesPerNode, NetworkLevels levels, List<String> notes) {

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
