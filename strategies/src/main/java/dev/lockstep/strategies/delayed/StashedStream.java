package dev.lockstep.strategies.delayed;

import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What follows when every micro-batch is a mini-batch of its own and a stage with {@code d} stages
 * behind it does the forward of micro-batch {@code t} and then the backward and update of {@code t
 * - d}, each backward with the weights of its forward.
 */
final class StashedStream {

  private StashedStream() {}

  /** Stages behind a stage: how many forwards it is ahead of its backwards. */
  static int delay(int stage, Workload workload) {
    return workload.devices() - 1 - stage;
  }

  /**
   * Staleness {@code d}, {@code d + 1} weight versions and {@code d + 1} micro-batches in flight;
   * fewer where the stream is too short to reach that.
   */
  static Promises promises(Workload workload) {
    int count = workload.totalMicroBatches();
    List<Integer> staleness = byStage(workload, s -> Math.min(delay(s, workload), count - 1));
    List<Integer> versions =
        byStage(workload, s -> Math.min(staleness.get(s), count - staleness.get(s)) + 1);
    List<Integer> inFlight = byStage(workload, s -> staleness.get(s) + 1);
    return new Promises(workload.devices() == 1 || count == 1, staleness, versions, inFlight);
  }

  private static List<Integer> byStage(Workload workload, IntUnaryOperator figure) {
    return IntStream.range(0, workload.devices()).map(figure).boxed().toList();
  }
}
