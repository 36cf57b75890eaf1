package dev.lockstep.strategies.delayed;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * 1F1B without a flush, with weight stashing: PipeDream (Narayanan et al., SOSP 2019).
 *
 * <p>Every micro-batch is a mini-batch of its own; they flow in one stream over all iterations, and
 * a stage updates its weights after every backward. The backward of a micro-batch uses the version
 * that its forward used, which is kept until then.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3
 * device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; staleness {@code p - 1 - s}; {@code p - s} weight versions and
 * {@code p - s} micro-batches in flight on stage {@code s}.
 */
public record PipeDream() implements Strategy {

  @Override
  public String name() {
    return "pipedream";
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    int count = workload.totalMicroBatches();
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      int delay = StashedStream.delay(stage, workload);
      for (int i = 0; i < count + delay; i++) {
        if (i < count) {
          lane.forward(stage, i);
        }
        if (i >= delay) {
          lane.backward(stage, i - delay).withForwardWeights().update(stage);
        }
      }
    }
    return schedule.build();
  }

  @Override
  public Promises promises(Workload workload) {
    return StashedStream.promises(workload);
  }
}
