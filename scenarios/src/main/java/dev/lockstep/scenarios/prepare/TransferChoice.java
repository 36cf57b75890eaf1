package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.cost.BlockingTransfers;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.scenarios.assembly.ExecutionChoice;
import dev.lockstep.scenarios.assembly.FrameworkChoice;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Framework;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Transfers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a device waits for what it sends. Where nothing is said, as programs of the device's time
 * do: Megatron-LM's 1F1B always waits; its interleaved schedule has gone on meanwhile since the
 * middle of 2023, and wherever a scenario asks for overlap. Measured times stand for themselves.
 */
final class TransferChoice {

  private static final String PLAIN = "1f1b";
  private static final String INTERLEAVED = "interleaved-1f1b";
  private static final double NANOS = 1e9;

  /** A transfer takes two launches, and the first kernel behind it one. */
  private static final int LAUNCHES = 3;

  private TransferChoice() {}

  /**
   * The costs with the waits that a scenario has.
   *
   * @param notes where the choice is told if the scenario leaves it open
   * @throws RefusedException if it asks for waits where transfers share links
   */
  static CostModel of(
      Scenario scenario,
      CostModel costs,
      int[] deviceOfStage,
      Optional<NetworkStages> network,
      List<String> notes) {
    if (!isSynchronous(scenario, network)) {
      return costs;
    }
    if (Preparation.sharing(scenario) != Sharing.PRIVATE) {
      throw new RefusedException(
          "/training/transfers",
          "synchronous transfers have no times of their own that could meet on a link",
          "Use \"overlapped\", or simulation.network \"private\".");
    }
    if (scenario.training().transfers().isEmpty()
        && Arrays.stream(deviceOfStage).max().orElse(0) > 0) {
      notes.add(
          "transfers are taken as synchronous, as in Megatron-LM's %s; give training.transfers"
              .formatted(scenario.strategy().name()));
    }
    double launch =
        network.map(stages -> stages.firstDevice().constants().hostSecondsPerKernel()).orElse(0.0);
    return new BlockingTransfers(costs, deviceOfStage, Math.round(LAUNCHES * launch * NANOS));
  }

  private static boolean isSynchronous(Scenario scenario, Optional<NetworkStages> network) {
    return scenario
        .training()
        .transfers()
        .map(transfers -> transfers == Transfers.SYNCHRONOUS)
        .orElseGet(() -> network.isPresent() && isUsual(scenario, network.get()));
  }

  private static boolean isUsual(Scenario scenario, NetworkStages network) {
    ParallelismSection degrees =
        scenario.parallelism().orElseGet(() -> ParallelismSection.ofPipeline(1));
    if (FrameworkChoice.of(scenario.training(), degrees).framework() != Framework.MEGATRON
        || !network.network().hasAttention()
        || Preparation.sharing(scenario) != Sharing.PRIVATE) {
      return false;
    }
    return switch (scenario.strategy().name()) {
      case PLAIN -> true;
      case INTERLEAVED ->
          !scenario.training().overlap().orElse(false)
              && !ExecutionChoice.isRecent(network.setup().device(0));
      default -> false;
    };
  }
}
