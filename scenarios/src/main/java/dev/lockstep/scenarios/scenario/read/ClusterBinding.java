package dev.lockstep.scenarios.scenario.read;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.optional;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalDouble;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalInt;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalLong;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalText;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalWord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.cluster.DeviceCount;
import dev.lockstep.scenarios.scenario.section.cluster.IdealCluster;
import dev.lockstep.scenarios.scenario.section.cluster.LinkLevels;
import dev.lockstep.scenarios.scenario.section.cluster.NetworkLinks;
import dev.lockstep.scenarios.scenario.section.cluster.NodeLinks;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cluster of a scenario, from its tree. */
final class ClusterBinding {

  private ClusterBinding() {}

  /**
   * The section.
   *
   * @param file the scenario's, beside which device files lie
   */
  static ClusterSection cluster(JsonNode node, Path file) {
    List<DeviceCount> devices = new ArrayList<>();
    node.path("devices")
        .forEach(
            some ->
                devices.add(
                    new DeviceCount(
                        some.get("count").intValue(),
                        besideScenario(some.get("preset").asText(), file))));
    return new ClusterSection(
        optional(node, "ideal").map(ClusterBinding::ideal),
        optionalText(node, "preset"),
        optionalInt(node, "nodes"),
        optionalText(node, "device").map(name -> besideScenario(name, file)),
        devices,
        optionalInt(node, "devicesPerNode"),
        optional(node, "links").map(links -> links(links, file)));
  }

  /** A path starts at the scenario's folder; any other text is a name. */
  private static String besideScenario(String nameOrPath, Path file) {
    boolean path = nameOrPath.contains("/") || nameOrPath.endsWith(".json");
    return path ? resolved(nameOrPath, file) : nameOrPath;
  }

  private static String resolved(String path, Path file) {
    try {
      Path found = file.resolveSibling(path);
      return found.getParent() == null ? "./" + found : found.toString();
    } catch (InvalidPathException e) {
      return path; // refused when the file is looked for
    }
  }

  private static IdealCluster ideal(JsonNode node) {
    return new IdealCluster(
        node.path("transferLatencyMs").asDouble(0),
        optionalDouble(node, "bandwidthGBps"),
        optionalLong(node, "memoryBytes"));
  }

  private static LinkLevels links(JsonNode node, Path file) {
    return new LinkLevels(
        optional(node, "node").map(links -> nodeLinks(links, file)),
        optional(node, "network").map(ClusterBinding::networkLinks));
  }

  private static NodeLinks nodeLinks(JsonNode node, Path file) {
    return new NodeLinks(
        optionalText(node, "link"),
        optionalDouble(node, "latencyUs"),
        optionalDouble(node, "bandwidthGBps"),
        optionalText(node, "measured").map(name -> resolved(name, file)),
        optionalInt(node, "devicesPerSwitch"),
        optionalWord(SimulationSection.Network.class, node, "sharing"));
  }

  private static NetworkLinks networkLinks(JsonNode node) {
    return new NetworkLinks(
        optionalText(node, "link"),
        optionalDouble(node, "latencyUs"),
        optionalDouble(node, "bandwidthGBps"),
        node.path("cardsPerNode").asInt(1),
        node.path("oversubscription").asDouble(1),
        optionalWord(SimulationSection.Network.class, node, "sharing"));
  }
}
