package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * Pipelined backpropagation at scale: each stage goes forward and backward in every turn and
 * updates, without a flush and without stashed weights (Kosson et al., MLSys 2021).
 *
 * <p>Every micro-batch is a mini-batch of its own, in the paper a single sample. Activations and
 * gradients take a turn a stage, so stage {@code s} goes backward with the micro-batch {@code D =
 * 2(p - 1 - s)} older, using the newest weights. We set no barrier between turns: stages wait for
 * what they receive.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0 F1 F2 F3  .  .  . B0 B0  . B1 B1  . B2 B2  . B3 B3
 * device 1   . F0 F1 F2  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>The schedule says which weights are read. What answers the delay is the learning rule's: spike
 * compensation, and linear weight prediction, which goes forward with {@code w - r D v} for rate
 * {@code r} and velocity {@code v}.
 *
 * <p>Promises: not synchronous; staleness {@code 2(p - 1 - s)}, one weight version (with the stash
 * one more than the staleness) and {@code 2(p - 1 - s) + 1} micro-batches in flight on stage {@code
 * s}.
 *
 * @param stashing whether a backward uses the weights of its forward: the same delay, but a
 *     consistent gradient
 */
public record PipelinedBackpropagation(boolean stashing) implements Strategy {

  /** Without stashed weights. */
  public PipelinedBackpropagation() {
    this(false);
  }

  @Override
  public String name() {
    return "pipelined-backprop";
  }

  @Override
  public Schedule plan(Workload workload) {
    return stream(workload).plan();
  }

  private MicroBatchStream stream(Workload workload) {
    return MicroBatchStream.everyStageEveryTurn(workload).stashing(stashing);
  }

  @Override
  public Promises promises(Workload workload) {
    return stream(workload).promises();
  }
}
