package dev.lockstep.scenarios.assembly.cluster;

import dev.lockstep.devices.collective.CollectiveModel;
import dev.lockstep.devices.collective.GroupShape;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Times of collectives among the groups of a placement, each computed once: layers repeat. */
public final class GroupTimes {

  private final Placement placement;
  private final CollectiveModel model;
  private final double dataFraction;
  private final Map<Question, Double> answers = new ConcurrentHashMap<>();

  /**
   * Times among the groups of a placement on a network.
   *
   * @param dataFraction of the network's bandwidth that those of a layer over data-parallel ranks
   *     reach between nodes
   */
  public GroupTimes(Placement placement, CollectiveModel model, double dataFraction) {
    this.placement = placement;
    this.model = model;
    this.dataFraction = dataFraction;
  }

  /** Seconds of a collective of a layer. */
  public double seconds(Collective collective) {
    GroupShape group = placement.group(collective.axis());
    double seconds = seconds(collective.kind(), collective.sizeBytes(), group);
    return collective.axis() == Axis.DATA && group.nodes() > 1 ? seconds / dataFraction : seconds;
  }

  /** Seconds of a collective over data-parallel ranks, or over those that share experts. */
  public double dataSeconds(Kind kind, double sizeBytes, boolean experts) {
    GroupShape group = experts ? placement.expertDataGroup() : placement.group(Axis.DATA);
    return sizeBytes == 0 ? 0 : seconds(kind, sizeBytes, group);
  }

  /** Whether such a collective was measured on these links. */
  public boolean inFittedRange(Collective collective) {
    return model.inFittedRange(
        collective.kind(), collective.sizeBytes(), placement.group(collective.axis()));
  }

  private double seconds(Kind kind, double sizeBytes, GroupShape group) {
    return answers.computeIfAbsent(
        new Question(kind, sizeBytes, group), q -> model.seconds(q.kind, q.sizeBytes, q.group));
  }

  private record Question(Kind kind, double sizeBytes, GroupShape group) {}
}
