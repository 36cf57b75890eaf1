package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.collective.CollectiveModel;
import dev.lockstep.devices.collective.FittedRange;
import dev.lockstep.devices.collective.GroupShape;
import dev.lockstep.devices.collective.InSwitchReduction;
import dev.lockstep.devices.collective.LinkCurve;
import dev.lockstep.devices.collective.NetworkLevels;
import dev.lockstep.devices.collective.NodeNetwork;
import java.util.Collection;
import java.util.Optional;

/**
 * Constants fitted on measurements of one node.
 *
 * @param curve the links
 * @param inSwitch reduction by the switch, if it was fitted
 * @param range what was measured
 * @param residuals errors on the points that were fitted; no measure of accuracy
 */
public record FittedCurve(
    LinkCurve curve, Optional<InSwitchReduction> inSwitch, FittedRange range, Residuals residuals) {

  /** The errors on points, fitted or not. */
  public Residuals on(Collection<MeasuredCollective> points) {
    return Residuals.of(points, predictor(curve, inSwitch)::seconds);
  }

  /** The link model of a node in which this curve stands for every collective. */
  public NodeNetwork node() {
    return NodeNetwork.ofCurve(curve, inSwitch, Optional.of(range));
  }

  static Predictor predictor(LinkCurve curve, Optional<InSwitchReduction> inSwitch) {
    NodeNetwork node = NodeNetwork.ofCurve(curve, inSwitch, Optional.empty());
    return new Predictor(CollectiveModel.of(new NetworkLevels(node, Optional.empty())));
  }

  /** What the model says a measurement should have been. */
  record Predictor(CollectiveModel model) {
    double seconds(MeasuredCollective point) {
      GroupShape group = GroupShape.inNode(point.ranks());
      return model.seconds(point.kind(), point.sizeBytes(), group);
    }
  }
}
