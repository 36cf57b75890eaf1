package dev.lockstep.scenarios.plan.variant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.scenarios.assembly.network.Networks;
import dev.lockstep.scenarios.consumption.WholeTraining;
import dev.lockstep.scenarios.plan.space.Limits;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.OptionalDouble;

/**
 * Limits of the whole training, as limits of an iteration: every plan trains the same mini-batches,
 * so many times.
 */
final class TrainingLimits {

  private static final double MS_PER_DAY = 86.4e6;

  private TrainingLimits() {}

  /**
   * The limits with those of the whole training.
   *
   * @param given {@code limits} of the file
   * @throws dev.lockstep.scenarios.prepare.RefusedException if nothing says how many iterations
   *     there are
   */
  static Limits of(Scenario scenario, JsonNode given, Limits limits) {
    if (!given.has("timeToTrainDays") && !given.has("trainingCostUsd")) {
      return limits;
    }
    double iterations = iterations(scenario);
    return new Limits(
        limits.devices(),
        limits.memoryBytes(),
        limits.headroomBytes(),
        least(limits.iterationTimeMs(), given.path("timeToTrainDays"), MS_PER_DAY / iterations),
        limits.energyJoules(),
        least(limits.costUsd(), given.path("trainingCostUsd"), 1 / iterations));
  }

  private static double iterations(Scenario scenario) {
    double samples =
        (double) scenario.training().microBatches() * scenario.training().microBatch().orElse(1);
    int length = scenario.model().isNetwork() ? tokens(Networks.of(scenario.model())) : 1;
    return WholeTraining.iterations(
        scenario,
        OptionalDouble.of(samples),
        length > 1 ? OptionalDouble.of(samples * length) : OptionalDouble.empty());
  }

  private static int tokens(Network network) {
    return network.tokensPerSample();
  }

  private static OptionalDouble least(OptionalDouble own, JsonNode whole, double factor) {
    return whole.isMissingNode()
        ? own
        : OptionalDouble.of(
            Math.min(own.orElse(Double.POSITIVE_INFINITY), whole.doubleValue() * factor));
  }
}
