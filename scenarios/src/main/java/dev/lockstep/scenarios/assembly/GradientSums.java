package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.layers.Network;
import dev.lockstep.scenarios.assembly.cluster.Placement;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Launch;

/** How replicas sum their gradients, as the programs do that train such networks. */
enum GradientSums {
  /** Megatron-LM: buckets of 40 million weights. */
  MEGATRON(40e6),
  /** PyTorch's DistributedDataParallel: buckets of 25 MiB in single precision. */
  PYTORCH(25 * 1048576 / 4.0),
  /**
   * PyTorch's DataParallel: one process; the first device sums the gradients of all, updates, and
   * hands out the weights before the next forward.
   */
  ONE_PROCESS(Double.POSITIVE_INFINITY);

  private final double bucket;

  GradientSums(double bucket) {
    this.bucket = bucket;
  }

  /** As the scenario says, and as is usual for networks with attention and for others. */
  static GradientSums of(Network network, TrainingSection training, Placement placement) {
    boolean replicas = placement.data() > 1 && placement.pipeline() == 1;
    if (replicas && training.launch().filter(launch -> launch == Launch.ONE_PROCESS).isPresent()) {
      return ONE_PROCESS;
    }
    return network.hasAttention() ? MEGATRON : PYTORCH;
  }

  /** Parts that so many weights' gradients are summed in. */
  double buckets(double parameters) {
    return Math.max(1, Math.round(parameters / bucket));
  }
}
