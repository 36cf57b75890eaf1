package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.scenarios.assembly.cluster.GroupTimes;
import dev.lockstep.scenarios.assembly.cluster.Placement;
import dev.lockstep.scenarios.assembly.timing.LayerCost;
import java.util.List;

/** Weights, gradients and optimizer states of one stage, and what an update of them costs. */
final class StageState {

  private final double parameters;
  private final double expertParameters;
  private final double largestLayer;
  private final StateSizes sizes;
  private final GroupTimes groups;
  private final GradientSums sums;
  private final int ranks;
  private final int expertRanks;

  StageState(
      List<LayerCost> layers,
      StateSizes sizes,
      Placement placement,
      GroupTimes groups,
      GradientSums sums) {
    this.parameters = layers.stream().mapToDouble(LayerCost::parameters).sum();
    this.expertParameters = layers.stream().mapToDouble(LayerCost::expertParameters).sum();
    this.largestLayer =
        layers.stream()
            .flatMap(unit -> unit.work().stream())
            .mapToDouble(LayerWork::parameters)
            .max()
            .orElse(0);
    this.sizes = sizes;
    this.groups = groups;
    this.sums = sums;
    this.ranks = placement.data() * placement.context();
    this.expertRanks = placement.expertDataGroup().ranks();
  }

  double weightBytes() {
    return sizes.weightBytes(parameters, ranks) + sizes.weightBytes(expertParameters, expertRanks);
  }

  double gradientBytes() {
    return sizes.gradientBytes(parameters, ranks)
        + sizes.gradientBytes(expertParameters, expertRanks);
  }

  double optimizerBytes() {
    return sizes.optimizerBytes(parameters, ranks)
        + sizes.optimizerBytes(expertParameters, expertRanks);
  }

  /** With shared weights: two layers' weights and a layer's gradients, whole. */
  double gatheredBytes() {
    return sizes.zeroStage() < 3 ? 0 : largestLayer * (2.0 * sizes.weight() + sizes.gradient());
  }

  /** An update is a pass over the states of the weights that this device updates. */
  double updateBytes() {
    double own = parameters / (sizes.zeroStage() >= 1 ? ranks : 1);
    double ownExperts = expertParameters / (sizes.zeroStage() >= 1 ? expertRanks : 1);
    return (own + ownExperts) * sizes.updateBytes();
  }

  /**
   * Summing the gradients over the replicas, and with ZeRO 1 and 2 handing out the new weights.
   * What overlaps goes bucket by bucket: the first bucket of weights and the last bucket of
   * gradients wait for nothing, and what does not fit beside the last backward or the first forward
   * is exposed. Replicas of one process do not overlap: the first device sums the gradients and
   * hands out the weights, each along a chain of devices.
   *
   * @param forwardSeconds of the stage, for one micro-batch
   * @param backwardSeconds of the stage, for one micro-batch
   */
  double collectiveSeconds(boolean overlap, double forwardSeconds, double backwardSeconds) {
    if (ranks == 1 || sizes.zeroStage() >= 3) {
      return 0;
    }
    double gradients = parameters * sizes.gradient();
    if (sums == GradientSums.ONE_PROCESS) {
      double weights = parameters * sizes.weight();
      return groups.dataSeconds(Kind.POINT_TO_POINT, gradients, false)
          + groups.dataSeconds(Kind.POINT_TO_POINT, weights, false);
    }
    double expertGradients = expertParameters * sizes.gradient();
    Kind kind = sizes.zeroStage() == 0 ? Kind.ALL_REDUCE : Kind.REDUCE_SCATTER;
    double reduce =
        groups.dataSeconds(kind, gradients, false) + expertSeconds(kind, expertGradients);
    double gather = 0;
    if (sizes.zeroStage() > 0) {
      gather =
          groups.dataSeconds(Kind.ALL_GATHER, parameters * sizes.weight(), false)
              + expertSeconds(Kind.ALL_GATHER, expertParameters * sizes.weight());
    }
    return overlap
        ? exposed(reduce, backwardSeconds) + exposed(gather, forwardSeconds)
        : reduce + gather;
  }

  private double expertSeconds(Kind kind, double sizeBytes) {
    return expertRanks == 1 ? 0 : groups.dataSeconds(kind, sizeBytes, true);
  }

  private double exposed(double seconds, double besideSeconds) {
    double buckets = sums.buckets(parameters + expertParameters);
    double first = seconds / buckets;
    return Math.max(first, seconds - besideSeconds * (buckets - 1) / buckets);
  }
}
