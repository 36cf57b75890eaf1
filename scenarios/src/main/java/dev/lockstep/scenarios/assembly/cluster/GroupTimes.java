package dev.lockstep.scenarios.assembly.cluster;

import dev.lockstep.devices.collective.CollectiveModel;
import dev.lockstep.devices.collective.GroupShape;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Collective.Kind;

/** Times of collectives among the groups of a placement. */
public record GroupTimes(Placement placement, CollectiveModel model) {

  /** Seconds of a collective of a layer. */
  public double seconds(Collective collective) {
    GroupShape group = placement.group(collective.axis());
    return model.seconds(collective.kind(), collective.sizeBytes(), group);
  }

  /** Seconds of a collective over data-parallel ranks, or over those that share experts. */
  public double dataSeconds(Kind kind, double sizeBytes, boolean experts) {
    GroupShape group = experts ? placement.expertDataGroup() : placement.group(Axis.DATA);
    return sizeBytes == 0 ? 0 : model.seconds(kind, sizeBytes, group);
  }
}
