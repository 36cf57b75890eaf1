package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.OptionalInt;

/**
 * Pipelined training with stale weights: a mini-batch enters the pipeline in every cycle, and
 * nothing is done about the delay (Zhang and Abdelrahman, arXiv 1912.12675).
 *
 * <p>Every micro-batch is a mini-batch of its own. Pipeline registers cut the network into {@code
 * p} stages; activations wait for the backward of their mini-batch, weights are not kept for it.
 * The stages of forward and backward share a device here, as in the authors' implementation on two
 * GPUs; spread over {@code 2p - 1} accelerators the same weights are read.
 *
 * <p>The hybrid drains the pipeline after so many mini-batches and goes on without pipelining, one
 * mini-batch at a time, to regain what stale weights cost in accuracy.
 *
 * <pre>
 * 3 stages, hybrid after 2 of 4 mini-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0 F1  .  .  .  .  . B0 B0  . B1 B1 F2  .  .  .  .  .  . B2 B2 F3  .  .  .  .  .  . B3 B3
 * device 1   . F0 F1  .  . B0 B0  . B1 B1  .  .  . F2  .  .  . B2 B2  .  .  . F3  .  .  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1  .  .  .  .  .  . F2 B2 B2  .  .  .  .  .  . F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; staleness {@code 2(p - 1 - s)}, one weight version and {@code 2(p -
 * 1 - s) + 1} micro-batches in flight on stage {@code s}.
 *
 * @param pipelined mini-batches before the hybrid goes on without pipelining, not negative; all of
 *     them if empty
 */
public record StaleWeights(OptionalInt pipelined) implements Strategy {

  /** Refuses a negative number. */
  public StaleWeights {
    if (pipelined.orElse(0) < 0) {
      throw new ScheduleException(
          "%d pipelined mini-batches; at least 0".formatted(pipelined.getAsInt()));
    }
  }

  /** Pipelined to the end. */
  public StaleWeights() {
    this(OptionalInt.empty());
  }

  @Override
  public String name() {
    return "stale-weights";
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    int count = pipelinedCount(workload);
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      MicroBatchStream.everyStageEveryTurn(workload).append(lane, stage, count);
      for (int next = count; next < workload.totalMicroBatches(); next++) {
        lane.forward(stage, next).backward(stage, next).update(stage);
      }
    }
    return schedule.build();
  }

  private int pipelinedCount(Workload workload) {
    int all = workload.totalMicroBatches();
    return Math.min(pipelined.orElse(all), all);
  }

  /** Those of the pipelined part; one mini-batch at a time is a pipelined part of one. */
  @Override
  public Promises promises(Workload workload) {
    int count = Math.max(1, pipelinedCount(workload));
    return MicroBatchStream.everyStageEveryTurn(Workload.of(workload.devices(), count)).promises();
  }
}
