package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * PipeOptim: 1F1B without a flush, where only the forward predicts weights (Guan et al.,
 * "PipeOptim: ensuring effective 1F1B schedule with optimizer-dependent weight prediction", arXiv
 * 2312.00839).
 *
 * <p>Every micro-batch is a mini-batch of its own; order and updates are {@link PipeDream}'s.
 * Forward and backward both read the newest weights. For the forward the learning rule computes
 * with {@code W - n r d} instead, where {@code r} is the rate, {@code d} the optimizer's own last
 * direction (momentum, Adam, AdamW) and {@code n = p - 1 - s} the updates until the backward, which
 * uses the weights as they then are.
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
public record PipeOptim() implements Strategy {

  @Override
  public String name() {
    return "pipeoptim";
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
