package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.layers.LayerWork;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers whose weights data-parallel ranks share (ZeRO stage 3, FSDP): gathered before the forward
 * and again before the backward, gradients scattered behind it; all of it beside the computation of
 * the neighbouring layers.
 */
final class ShardedWeights {

  private ShardedWeights() {}

  static LayerWork gathered(LayerWork work, StateSizes sizes) {
    double weights = work.parameters() * sizes.weight();
    double gradients = work.parameters() * sizes.gradient();
    if (weights == 0) {
      return work;
    }
    Collective gather = new Collective(Kind.ALL_GATHER, weights, Axis.DATA, true);
    Collective scatter = new Collective(Kind.REDUCE_SCATTER, gradients, Axis.DATA, true);
    return new LayerWork(
        work.name(),
        work.kind(),
        with(work.forward(), gather),
        work.recompute(),
        with(work.inputGradient(), gather),
        with(work.weightGradient(), scatter),
        work.parameters(),
        work.expertParameters(),
        work.activationBytes(),
        work.weightGradientStashBytes(),
        work.workBytes(),
        work.outputBytes(),
        work.modelFlops());
  }

  private static List<Kernel> with(List<Kernel> kernels, Kernel added) {
    List<Kernel> all = new ArrayList<>(kernels);
    all.add(added);
    return all;
  }
}
