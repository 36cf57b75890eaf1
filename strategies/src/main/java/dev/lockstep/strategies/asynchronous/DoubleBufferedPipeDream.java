package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * PipeDream-2BW: 1F1B without a flush, with double-buffered weight updates (Narayanan et al.,
 * "Memory-efficient pipeline-parallel DNN training", ICML 2021, section 3.1).
 *
 * <p>The order is PipeDream's, but a stage updates only after the {@code m} backwards of a
 * mini-batch. Counted from 1, micro-batch {@code k} uses version {@code max(floor((k - 1) / m) - 1,
 * 0)} both forward and backward, on every stage: {@code W(t+1) = W(t) - v grad f(W(t-1))}. That
 * version is always there if {@code m >= p}; the paper asks for as much. On one stage nothing is in
 * flight at an update, so the newest weights are used: our reading, the paper has no such case.
 *
 * <pre>
 * 3 stages, 2 mini-batches of 3; forward 1, backward 2; an update at the end of B2 and B5
 * device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1 F4 B2 B2 F5 B3 B3  . B4 B4  . B5 B5
 * device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2 F4 B3 B3 F5 B4 B4  . B5 B5  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3 F4 B4 B4 F5 B5 B5  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; staleness 1 and two weight versions on every stage; {@code p - s}
 * micro-batches in flight on stage {@code s}.
 */
public record DoubleBufferedPipeDream() implements Strategy {

  @Override
  public String name() {
    return "pipedream-2bw";
  }

  @Override
  public Schedule plan(Workload workload) {
    int group = workload.microBatches();
    if (group < workload.devices()) {
      throw new ScheduleException(
          "pipedream-2bw with %d micro-batches on %d devices; at least %d micro-batches, one a device"
              .formatted(group, workload.devices(), workload.devices()));
    }
    MicroBatchStream stream = stream(workload);
    if (workload.devices() > 1) {
      stream = stream.reading((stage, microBatch) -> Math.max(0, microBatch / group - 1));
    }
    return stream.plan();
  }

  private static MicroBatchStream stream(Workload workload) {
    return MicroBatchStream.oneForwardOneBackward(workload)
        .updatingEvery(workload.microBatches())
        .stashing(true);
  }

  @Override
  public Promises promises(Workload workload) {
    int older = workload.devices() > 1 && workload.iterations() > 1 ? 1 : 0;
    return stream(workload).promises(stage -> older, stage -> 1 + older);
  }
}
