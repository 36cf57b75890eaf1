package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.hardware.ClusterModel;
import dev.lockstep.devices.hardware.Interconnect;
import dev.lockstep.devices.hardware.NodeModel;
import java.util.List;
import java.util.Map;

/** A cluster and its node from their JSON objects, whose keys are the records' components. */
final class ClusterReader {
  private static final List<String> KEYS =
      List.of("name", "title", "aliases", "node", "scaleUpDevices", "sources", "usedBy", "notes");

  private static final List<String> NODE_KEYS =
      List.of(
          "device",
          "devicesPerNode",
          "interconnect",
          "link",
          "pairGBps",
          "devicesPerSwitch",
          "nics",
          "nicLink");

  private ClusterReader() {}

  /**
   * The cluster.
   *
   * @throws HardwareException at the first key that is unknown or wrong, or figure without a source
   */
  static ClusterModel read(String file, JsonNode tree) {
    Fields fields = new Fields(file, "", tree, KEYS);
    NodeModel node = node(fields.object("node", NODE_KEYS));
    ClusterModel cluster = withSources(fields, node, Map.of());
    return withSources(fields, node, fields.sources(cluster.figures()));
  }

  private static ClusterModel withSources(
      Fields fields, NodeModel node, Map<String, String> sources) {
    return new ClusterModel(
        fields.text("name"),
        fields.text("title"),
        fields.texts("aliases"),
        node,
        fields.optionalSmallCount("scaleUpDevices"),
        sources,
        fields.texts("usedBy"),
        fields.texts("notes"));
  }

  private static NodeModel node(Fields fields) {
    return new NodeModel(
        fields.text("device"),
        fields.optionalSmallCount("devicesPerNode").orElse(1),
        fields.oneOf("interconnect", Interconnect.values(), Interconnect::label),
        fields.optionalText("link"),
        fields.optionalNumber("pairGBps"),
        fields.optionalSmallCount("devicesPerSwitch"),
        fields.optionalSmallCount("nics"),
        fields.optionalText("nicLink"));
  }
}
