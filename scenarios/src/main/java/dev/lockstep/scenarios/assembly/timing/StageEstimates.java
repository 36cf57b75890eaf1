package dev.lockstep.scenarios.assembly.timing;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.strategy.Estimates;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What the cost model of a run says of its stages, for strategies that plan with times. */
public final class StageEstimates {

  private StageEstimates() {}

  /** Estimates of stages on the given devices. */
  public static Estimates of(CostModel costs, int[] deviceOfStage) {
    int stages = deviceOfStage.length;
    return new Estimates(
        nanos(costs, Operation.FORWARD, stages),
        nanos(costs, Operation.INPUT_GRADIENT, stages),
        nanos(costs, Operation.WEIGHT_GRADIENT, stages),
        IntStream.range(1, stages)
            .mapToLong(stage -> longestTransfer(costs, stage, deviceOfStage))
            .max()
            .orElse(0),
        stashShare(costs, stages));
  }

  private static List<Long> nanos(CostModel costs, Operation operation, int stages) {
    return IntStream.range(0, stages)
        .mapToObj(stage -> costs.computeNanos(operation, stage))
        .toList();
  }

  private static long longestTransfer(CostModel costs, int stage, int[] deviceOfStage) {
    int from = deviceOfStage[stage - 1];
    int to = deviceOfStage[stage];
    return from == to
        ? 0
        : Math.max(
            costs.transferNanos(ValueKind.ACTIVATION, stage - 1, from, to),
            costs.transferNanos(ValueKind.GRADIENT, stage, to, from));
  }

  /** The largest share; empty if that of some stage is unknown. */
  private static OptionalDouble stashShare(CostModel costs, int stages) {
    double largest = 0;
    for (int stage = 0; stage < stages; stage++) {
      OptionalLong kept = costs.sizeBytes(ValueKind.STASH, stage);
      OptionalLong left = costs.sizeBytes(ValueKind.WEIGHT_GRADIENT_STASH, stage);
      if (kept.orElse(0) <= 0 || left.isEmpty()) {
        return OptionalDouble.empty();
      }
      largest = Math.max(largest, Math.min(1, left.getAsLong() / (double) kept.getAsLong()));
    }
    return OptionalDouble.of(largest);
  }
}
