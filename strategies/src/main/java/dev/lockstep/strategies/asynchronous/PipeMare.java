package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * PipeMare: every stage goes forward and backward in every turn, one copy of the weights, an update
 * a mini-batch (Yang et al., "PipeMare: asynchronous pipeline parallel DNN training", MLSys 2021).
 *
 * <p>The order is that of {@link PipelinedBackpropagation}; a stage updates after the {@code m}
 * backwards of a mini-batch, and backwards use the newest weights. The paper counts a forward delay
 * of {@code (2(p - 1 - s) + 1) / m} updates: the turns from a forward to the end of its own
 * backward, both included. We count the updates between the weights read and the update that
 * applies the gradient: in the mean over a mini-batch {@code 2(p - 1 - s) / m}.
 *
 * <pre>
 * 3 stages, 2 mini-batches of 2; forward 1, backward 2; an update at the end of B1 and B3
 * device 0  F0 F1 F2 F3  .  .  . B0 B0  . B1 B1  . B2 B2  . B3 B3
 * device 1   . F0 F1 F2  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>The schedule says which weights are read. The learning rule divides the rate of a stage by a
 * power of its delay that is annealed away (T1), lets backwards compute with {@code w - delay x d},
 * {@code d} a smoothed change of the weights (T2), and may begin with synchronous epochs (T3),
 * which are a run of {@code gpipe}. (T1 to T3 are from memory of the paper.)
 *
 * <p>Promises: not synchronous; staleness {@code ceil(2(p - 1 - s) / m)}, one weight version and
 * {@code 2(p - 1 - s) + 1} micro-batches in flight on stage {@code s}.
 */
public record PipeMare() implements Strategy {

  @Override
  public String name() {
    return "pipemare";
  }

  @Override
  public Schedule plan(Workload workload) {
    return stream(workload).plan();
  }

  private static MicroBatchStream stream(Workload workload) {
    return MicroBatchStream.everyStageEveryTurn(workload).updatingEvery(workload.microBatches());
  }

  @Override
  public Promises promises(Workload workload) {
    return stream(workload).promises();
  }
}
