package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.cost.BlockingTransfers;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.assembly.UsualTransfers;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Transfers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a device waits for what it sends: as the scenario says, else as programs of the device's
 * time do. Measured times stand for themselves.
 */
final class TransferChoice {

  private static final double NANOS = 1e9;

  private TransferChoice() {}

  /**
   * The costs with the waits that a scenario has.
   *
   * @param notes where the choice is told if the scenario leaves it open
   * @throws RefusedException if it asks for waits where transfers share links
   */
  static CostModel of(
      Scenario scenario,
      Strategy strategy,
      CostModel costs,
      int[] deviceOfStage,
      Optional<NetworkStages> network,
      List<String> notes) {
    if (strategy.isLowerBound() || !isSynchronous(scenario, network)) {
      return costs;
    }
    if (Preparation.sharing(scenario) != Sharing.PRIVATE) {
      throw new RefusedException(
          "/training/transfers",
          "synchronous transfers have no times of their own that could meet on a link",
          "Use \"overlapped\", or simulation.network \"private\".");
    }
    boolean several = Arrays.stream(deviceOfStage).anyMatch(device -> device > 0);
    if (scenario.training().transfers().isEmpty() && several) {
      notes.add(
          "transfers are taken as synchronous, as in Megatron-LM's %s; give training.transfers"
              .formatted(scenario.strategy().name()));
    }
    double launch = network.map(UsualTransfers::launchSeconds).orElse(0.0);
    return new BlockingTransfers(costs, deviceOfStage, Math.round(launch * NANOS));
  }

  private static boolean isSynchronous(Scenario scenario, Optional<NetworkStages> network) {
    if (scenario.training().transfers().isPresent()) {
      return scenario.training().transfers().get() == Transfers.SYNCHRONOUS;
    }
    return Preparation.sharing(scenario) == Sharing.PRIVATE
        && network.filter(stages -> UsualTransfers.areSynchronous(scenario, stages)).isPresent();
  }
}
