package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Micro-batches in one stream over all iterations. In each turn a stage goes forward with the next
 * micro-batch, then backward with the one {@code lag} older, then updates if this was the last
 * backward of a group of {@code accumulate}.
 *
 * @param workload its micro-batches, over all iterations
 * @param lag backwards behind the forward, by stage
 * @param accumulate backwards whose gradients one update applies
 * @param stashing whether a backward reads the weights of its forward; the newest ones otherwise
 * @param forwardVersion weights that a forward reads, by stage and micro-batch; the newest ones if
 *     empty
 */
record MicroBatchStream(
    Workload workload,
    IntUnaryOperator lag,
    int accumulate,
    boolean stashing,
    Optional<IntBinaryOperator> forwardVersion) {

  /** As many backwards behind as there are stages behind, newest weights, an update each. */
  static MicroBatchStream oneForwardOneBackward(Workload workload) {
    return new MicroBatchStream(
        workload, stage -> stagesBehind(stage, workload), 1, false, Optional.empty());
  }

  /** A turn to send each message: a lag of twice the stages behind, newest weights. */
  static MicroBatchStream everyStageEveryTurn(Workload workload) {
    return new MicroBatchStream(
        workload, stage -> 2 * stagesBehind(stage, workload), 1, false, Optional.empty());
  }

  static int stagesBehind(int stage, Workload workload) {
    return workload.devices() - 1 - stage;
  }

  MicroBatchStream updatingEvery(int backwards) {
    return new MicroBatchStream(workload, lag, backwards, stashing, forwardVersion);
  }

  MicroBatchStream stashing(boolean stashed) {
    return new MicroBatchStream(workload, lag, accumulate, stashed, forwardVersion);
  }

  MicroBatchStream reading(IntBinaryOperator version) {
    return new MicroBatchStream(workload, lag, accumulate, stashing, Optional.of(version));
  }

  Schedule plan() {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      append(schedule.device(stage), stage, workload.totalMicroBatches());
    }
    return schedule.build();
  }

  /** The first {@code count} micro-batches of a stage, forward and backward. */
  void append(LaneBuilder lane, int stage, int count) {
    int behind = lag.applyAsInt(stage);
    for (int turn = 0; turn < count + behind; turn++) {
      if (turn < count) {
        planForward(lane, stage, turn);
      }
      if (turn >= behind) {
        planBackward(lane, stage, turn - behind);
      }
    }
  }

  private void planForward(LaneBuilder lane, int stage, int microBatch) {
    lane.forward(stage, microBatch);
    forwardVersion.ifPresent(v -> lane.withWeights(v.applyAsInt(stage, microBatch)));
  }

  private void planBackward(LaneBuilder lane, int stage, int microBatch) {
    lane.backward(stage, microBatch);
    if (stashing) {
      lane.withForwardWeights();
    }
    if ((microBatch + 1) % accumulate == 0) {
      lane.update(stage);
    }
  }

  /** With newest weights: staleness {@code ceil(lag / accumulate)} and one version. */
  Promises promises() {
    return promises(
        stage -> -Math.floorDiv(-lag.applyAsInt(stage), accumulate),
        stage -> stashing ? stashedVersions(lag.applyAsInt(stage)) : 1);
  }

  /**
   * Promises with a stash of {@code lag + 1} micro-batches; less where the stream is too short.
   *
   * @param staleness by stage, in a stream that is long enough
   * @param versions by stage, in this stream
   */
  Promises promises(IntUnaryOperator staleness, IntUnaryOperator versions) {
    int count = workload.totalMicroBatches();
    int updatesBeforeLast = (count - 1) / accumulate;
    List<Integer> updates =
        byStage(stage -> Math.min(staleness.applyAsInt(stage), updatesBeforeLast));
    return new Promises(
        updates.stream().allMatch(u -> u == 0),
        updates,
        byStage(versions),
        byStage(stage -> Math.min(lag.applyAsInt(stage), count - 1) + 1));
  }

  /**
   * With an update after every backward, the newest version and those that the micro-batches in
   * flight have read; the first {@code lag + 1} micro-batches have all read version 0.
   */
  private int stashedVersions(int behind) {
    int count = workload.totalMicroBatches();
    boolean never = behind == 0 || count == 1;
    return never ? 1 : 1 + Math.max(1, Math.min(behind, count - behind));
  }

  private List<Integer> byStage(IntUnaryOperator figure) {
    return IntStream.range(0, workload.devices()).map(figure).boxed().toList();
  }
}
