package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.scenarios.assembly.timing.FrameworkChoice;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Framework;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Optimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * How data-parallel ranks share states. Where they share weights (ZeRO stage 3, FSDP), these are
 * gathered before the forward and again before the backward, and gradients scattered behind it; all
 * of it beside the computation of the neighbouring layers.
 *
 * @param sizes of states, by weight
 * @param framework who shares them
 * @param operandBytes of a weight in matrix products
 * @param microBatches of a mini-batch, for each replica
 */
record SharedWeights(StateSizes sizes, Framework framework, double operandBytes, int microBatches) {

  /**
   * Share of the network's bandwidth that DeepSpeed's gathering reaches between nodes: each tensor
   * by itself, in buffers that are copied together afterwards, about one adapter of a node's eight.
   * Fitted on 175B parameters on 768 A100 (arXiv 2104.04473, Table 2).
   */
  private static final double DEEPSPEED_NETWORK_FRACTION = 0.115;

  /**
   * Weights that DeepSpeed holds gathered at once, {@code stage3_max_live_parameters} by default:
   * of a layer with more, only so many are gathered while the one before it computes.
   */
  private static final double DEEPSPEED_LIVE_WEIGHTS = 1e9;

  /** The sharing of a scenario. */
  static SharedWeights of(
      TrainingSection training,
      ParallelismSection degrees,
      Execution execution,
      Framework framework) {
    StateSizes usual =
        StateSizes.of(
            execution.precision(),
            training.optimizer().orElse(Optimizer.ADAM),
            degrees.zeroStage());
    SharedWeights shared =
        new SharedWeights(
            usual, framework, execution.precision().operandBytes(), training.microBatches());
    return shared.byPytorch()
        ? new SharedWeights(
            usual.sharedByPytorch(), framework, shared.operandBytes, shared.microBatches)
        : shared;
  }

  /** Whether PyTorch shares weights. */
  boolean byPytorch() {
    return sharesWeights() && framework == Framework.PYTORCH_FSDP;
  }

  /** Whether no rank holds all of a stage's weights. */
  boolean sharesWeights() {
    return sizes.zeroStage() >= FrameworkChoice.FULLY_SHARDED;
  }

  /** Share of the network's bandwidth that collectives over data-parallel ranks reach. */
  double networkFraction() {
    return sharesWeights() && framework == Framework.DEEPSPEED ? DEEPSPEED_NETWORK_FRACTION : 1;
  }

  /** A layer with what gathering its weights and scattering their gradients adds. */
  LayerWork gathered(LayerWork work) {
    if (!sharesWeights() || work.parameters() == 0) {
      return work;
    }
    double weights = work.parameters() * gatheredBytes(work);
    double gradients = work.parameters() * sizes.gradient();
    double ahead = gatheredAhead(work.parameters());
    List<Kernel> gather = new ArrayList<>();
    gather.add(new Collective(Kind.ALL_GATHER, ahead * weights, Axis.DATA, true));
    if (ahead < 1) {
      gather.add(new Collective(Kind.ALL_GATHER, (1 - ahead) * weights, Axis.DATA, false));
    }
    Collective scatter = new Collective(Kind.REDUCE_SCATTER, gradients, Axis.DATA, true);
    return work.with(
        change ->
            change
                .forward(with(work.forward(), gather))
                .inputGradient(with(work.inputGradient(), gather))
                .weightGradient(with(work.weightGradient(), List.of(scatter))));
  }

  /** PyTorch gathers the weights of blocks in 8 bits where products read them so. */
  private double gatheredBytes(LayerWork work) {
    boolean block = work.kind() == LayerWork.Kind.BLOCK;
    return byPytorch() && block && operandBytes == 1 ? 1 : sizes.gathered();
  }

  /** Part of a layer's weights that is gathered beside the computation of its neighbour. */
  private double gatheredAhead(double parameters) {
    return framework == Framework.DEEPSPEED ? Math.min(1, DEEPSPEED_LIVE_WEIGHTS / parameters) : 1;
  }

  private static List<Kernel> with(List<Kernel> kernels, List<Kernel> added) {
    List<Kernel> all = new ArrayList<>(kernels);
    all.addAll(added);
    return all;
  }
}
