package dev.lockstep.scenarios.scenario.read;

import dev.lockstep.scenarios.scenario.read.node.Nodes;
import dev.lockstep.scenarios.scenario.section.SimulationSection.Network;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.cluster.LinkLevels;
import dev.lockstep.scenarios.scenario.section.cluster.NetworkLinks;
import dev.lockstep.scenarios.scenario.section.cluster.NodeLinks;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How transfers share links: said once for all of them, or by the levels of the cluster. */
final class LinkSharing {

  private final Optional<LinkLevels> levels;
  private final Blame blame;

  LinkSharing(ClusterSection cluster, Blame blame) {
    this.levels = cluster.links();
    this.blame = blame;
  }

  /**
   * What holds for all links; private if nobody says anything.
   *
   * @param asked what {@code simulation.network} says
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if two places differ
   */
  Network network(Optional<Network> asked) {
    Set<Network> said = EnumSet.noneOf(Network.class);
    asked.ifPresent(said::add);
    levels.flatMap(LinkLevels::node).flatMap(NodeLinks::sharing).ifPresent(said::add);
    levels.flatMap(LinkLevels::network).flatMap(NetworkLinks::sharing).ifPresent(said::add);
    if (said.size() > 1) {
      throw blame.at(
          asked.isPresent() ? "/simulation/network" : "/cluster/links",
          "links are shared in two ways, %s"
              .formatted(said.stream().map(Nodes::word).collect(Collectors.joining(" and "))),
          "must be one way for all links");
    }
    return said.stream().findFirst().orElse(Network.PRIVATE);
  }
}
