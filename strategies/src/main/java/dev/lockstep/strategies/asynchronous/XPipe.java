package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * XPipe: 1F1B over the micro-batches of successive mini-batches, with predicted weights (Guan et
 * al., "XPipe: efficient pipeline model parallelism for multi-GPU DNN training", arXiv 1911.04610).
 *
 * <p>A stage updates after the {@code m} backwards of a mini-batch, and no flush keeps the
 * mini-batches apart. The first micro-batch of a mini-batch, the bellwether, predicts the weights,
 * and the forwards of the others reuse its prediction: all read the version that was newest at the
 * bellwether's forward. The backwards of a mini-batch lie between two updates and read the newest
 * version. That others reuse the prediction is from memory of the paper; that the version it was
 * made from stays alive meanwhile is our reading, since a stage that has updated must still hold
 * the prediction.
 *
 * <pre>
 * 3 stages, 2 mini-batches of 3; forward 1, backward 2; an update at the end of B2 and B5
 * device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1 F4 B2 B2 F5 B3 B3  . B4 B4  . B5 B5
 * device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2 F4 B3 B3 F5 B4 B4  . B5 B5  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3 F4 B4 B4 F5 B5 B5  .  .  .  .
 * </pre>
 *
 * <p>The learning rule predicts with Adam's direction: {@code W - n r m' / (sqrt(v') + e)}, {@code
 * n} the updates of the stage until the use, read off the schedule.
 *
 * <p>Promises: not synchronous; with {@code d = p - 1 - s}, staleness {@code ceil(d / m)} before
 * prediction; one weight version, two where {@code m} does not divide {@code d}; {@code p - s}
 * micro-batches in flight on stage {@code s}.
 */
public record XPipe() implements Strategy {

  @Override
  public String name() {
    return "xpipe";
  }

  @Override
  public Schedule plan(Workload workload) {
    int group = workload.microBatches();
    return stream(workload)
        .reading(
            (stage, microBatch) -> {
              int bellwether = microBatch - microBatch % group;
              int backwardsDone = bellwether - MicroBatchStream.stagesBehind(stage, workload);
              return Math.max(0, backwardsDone) / group;
            })
        .plan();
  }

  private static MicroBatchStream stream(Workload workload) {
    return MicroBatchStream.oneForwardOneBackward(workload).updatingEvery(workload.microBatches());
  }

  @Override
  public Promises promises(Workload workload) {
    Promises newest = stream(workload).promises();
    return stream(workload)
        .promises(
            newest.staleness()::get, stage -> predictionOutlivesUpdate(stage, workload) ? 2 : 1);
  }

  /** An update within the forwards of a mini-batch, that is with some of them still to come. */
  private static boolean predictionOutlivesUpdate(int stage, Workload workload) {
    int behind = MicroBatchStream.stagesBehind(stage, workload);
    boolean within = behind % workload.microBatches() > 0;
    return within && workload.microBatches() + behind < workload.totalMicroBatches();
  }
}
