package dev.lockstep.strategies.baseline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;

/**
 * No way to train: the time that the work of a mini-batch takes if no device ever waits. Devices
 * read nothing of one another, nothing is transferred, and the stages share the time of all of them
 * evenly, so that no placement of the same work on the same devices is faster.
 *
 * <p>With {@code m} micro-batches and {@code p} stages of forward {@code F_s} and backward {@code
 * B_s} an iteration takes {@code m sum(F_s + B_s) / p}; where {@code C_s} of these is communication
 * inside a stage, which can hide behind the computing of another pass, {@code m max(sum F_s, sum
 * B_s, sum(F_s + B_s - C_s), sum C_s) / p}. The work is that of end-to-end training: heads, relayed
 * gradients, recomputation and updates, which are as frequent as a strategy likes, come on top.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2
 * device 0  F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3
 * device 1  F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3
 * device 2  F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3
 * </pre>
 *
 * <p>Promises: staleness 0; one weight version; one micro-batch in flight on every stage.
 */
public record Ideal() implements Strategy {

  @Override
  public String name() {
    return "ideal";
  }

  @Override
  public boolean isLowerBound() {
    return true;
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      for (int microBatch = 0; microBatch < workload.totalMicroBatches(); microBatch++) {
        lane.forwardFrom(stage, microBatch, new int[0]).backwardAlone(stage, microBatch);
        if ((microBatch + 1) % workload.microBatches() == 0) {
          lane.update(stage);
        }
      }
    }
    return schedule.build();
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(workload.devices(), Collections.nCopies(workload.devices(), 1));
  }
}
