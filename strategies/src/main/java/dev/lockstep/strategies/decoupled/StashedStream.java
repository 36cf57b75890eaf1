package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What follows when micro-batches flow in one stream over all iterations, each backward with the
 * weights of its forward: the forward of micro-batch {@code j} comes when {@code j - lag} backwards
 * of the stage are done, and every {@code accumulate} backwards there is an update.
 */
public final class StashedStream {

  private StashedStream() {}

  /** Stages behind a stage: where messages take no iteration, its lag. */
  public static int delay(int stage, Workload workload) {
    return workload.devices() - 1 - stage;
  }

  /** An update after every backward, and as much lag as there are stages behind a stage. */
  public static Promises promises(Workload workload) {
    return promises(workload, stage -> delay(stage, workload), 1);
  }

  /**
   * Staleness {@code ceil(lag / accumulate)}, one weight version more, {@code lag + 1}
   * micro-batches in flight; fewer where the stream is too short to reach that.
   *
   * @param lag backwards behind the forward, by stage
   */
  public static Promises promises(Workload workload, IntUnaryOperator lag, int accumulate) {
    int count = workload.totalMicroBatches();
    int updatesBeforeLast = (count - 1) / accumulate;
    List<Integer> staleness =
        byStage(
            workload,
            s -> Math.min(-Math.floorDiv(-lag.applyAsInt(s), accumulate), updatesBeforeLast));
    List<Integer> versions = byStage(workload, s -> versions(lag.applyAsInt(s), accumulate, count));
    List<Integer> inFlight = byStage(workload, s -> Math.min(lag.applyAsInt(s), count - 1) + 1);
    boolean synchronous = staleness.stream().allMatch(updates -> updates == 0);
    return new Promises(synchronous, staleness, versions, inFlight);
  }

  /**
   * The newest version, and those that the micro-batches in flight at an update have read: after
   * {@code done} backwards these are the next {@code lag} micro-batches.
   */
  private static int versions(int lag, int accumulate, int count) {
    int most = 1;
    for (int done = accumulate; lag > 0 && done < count; done += accumulate) {
      int last = Math.min(done + lag, count) - 1;
      int older = version(last - lag, accumulate) - version(done - lag, accumulate) + 1;
      most = Math.max(most, 1 + older);
    }
    return most;
  }

  private static int version(int backwardsDone, int accumulate) {
    return Math.max(0, backwardsDone) / accumulate;
  }

  private static List<Integer> byStage(Workload workload, IntUnaryOperator figure) {
    return IntStream.range(0, workload.devices()).map(figure).boxed().toList();
  }
}
