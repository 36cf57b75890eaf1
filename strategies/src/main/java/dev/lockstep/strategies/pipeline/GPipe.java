package dev.lockstep.strategies.pipeline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;

/**
 * All forwards, then all backwards in reverse order, then the update: GPipe (Huang et al., NeurIPS
 * 2019), in the order of torchgpipe (Kim et al., 2020).
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2
 * device 0  F0 F1 F2 F3  .  .  .  .  .  . B3 B3 B2 B2 B1 B1 B0 B0
 * device 1   . F0 F1 F2 F3  .  .  . B3 B3 B2 B2 B1 B1 B0 B0  .  .
 * device 2   .  . F0 F1 F2 F3 B3 B3 B2 B2 B1 B1 B0 B0  .  .  .  .
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; all {@code m} micro-batches in flight on every
 * stage.
 */
public record GPipe() implements Strategy {

  @Override
  public String name() {
    return "gpipe";
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int first = iteration * workload.microBatches();
        for (int i = 0; i < workload.microBatches(); i++) {
          lane.forward(stage, first + i);
        }
        for (int i = workload.microBatches() - 1; i >= 0; i--) {
          lane.backward(stage, first + i);
        }
        lane.update(stage);
      }
    }
    return schedule.build();
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(
        workload.devices(), Collections.nCopies(workload.devices(), workload.microBatches()));
  }
}
