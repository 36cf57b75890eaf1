package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * SpecTrain: 1F1B without a flush, with predicted instead of stashed weights (Chen, Yang, Cheng,
 * "Efficient and robust parallel DNN training through model parallelism on multi-GPU platform",
 * arXiv 1809.02839).
 *
 * <p>Every micro-batch is a mini-batch of its own; order and updates are {@link PipeDream}'s.
 * Forward and backward both read the newest weights, and the learning rule computes with {@code W -
 * n r v} instead, where {@code r} is the rate, {@code v} the smoothed gradient and {@code n} the
 * version difference: the updates of other mini-batches that the stage makes until the mini-batch
 * has come back to stage 0. With forward and backward of equal length that is {@code floor(s / 2) +
 * p - s - 1} for the forward and {@code floor(s / 2)} for the backward: while the gradient climbs
 * {@code s} stages, one slot each, the stage goes backward in every other slot. (The formula is
 * from memory of the paper; the derivation is ours, and the tests count it on the timeline.)
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3
 * device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; staleness {@code p - 1 - s} before prediction, one weight version
 * and {@code p - s} micro-batches in flight on stage {@code s}.
 */
public record SpecTrain() implements Strategy {

  @Override
  public String name() {
    return "spectrain";
  }

  @Override
  public Schedule plan(Workload workload) {
    return stream(workload).plan();
  }

  private static MicroBatchStream stream(Workload workload) {
    return MicroBatchStream.oneForwardOneBackward(workload);
  }

  @Override
  public Promises promises(Workload workload) {
    return stream(workload).promises();
  }
}
