package dev.lockstep.scenarios.scenario.section.cluster;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the model is trained on: ideal links, a preset, or devices and links described here.
 *
 * @param ideal equal devices with private links
 * @param preset a known kind of cluster
 * @param nodes how many nodes of it
 * @param device the device of every node
 * @param devices devices that differ, in the order of the pipeline
 * @param devicesPerNode devices of a node
 * @param links the links by level
 */
public record ClusterSection(
    @Key("equal devices with private links") Optional<IdealCluster> ideal,
    @Key("a known kind of cluster, as list clusters names it") Optional<String> preset,
    @Key("nodes of the cluster; as many as the parallelism needs if absent")
        @Bounds(min = 1, max = 1e6)
        OptionalInt nodes,
    @Key("the device: a name that list devices prints, or a device file that calibrate wrote")
        Optional<String> device,
    @Key(value = "devices that differ, in the order of the pipeline", or = "[]")
        List<DeviceCount> devices,
    @Key("devices of a node") @Bounds(min = 1, max = 1e6) OptionalInt devicesPerNode,
    @Key("links by level") Optional<LinkLevels> links) {

  /** Copies the list. */
  public ClusterSection {
    devices = List.copyOf(devices);
  }

  /** An ideal cluster. */
  public static ClusterSection of(IdealCluster ideal) {
    return new ClusterSection(
        Optional.of(ideal),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        OptionalInt.empty(),
        Optional.empty());
  }
}
