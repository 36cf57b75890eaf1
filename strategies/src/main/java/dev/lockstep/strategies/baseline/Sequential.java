package dev.lockstep.strategies.baseline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.List;

/**
 * The whole model on one device: each micro-batch forward through all stages, then backward through
 * all; one update of every stage at the end of the mini-batch.
 *
 * <p>Here the devices of the workload only say into how many stages the model is cut. All stages
 * are placed on device 0, so the schedule has one compute lane, its device count is 1 and nothing
 * is ever transferred. Every other strategy is measured against the weights and the time that this
 * one gives.
 *
 * <pre>
 * 3 stages, 2 micro-batches; forward 1, backward 2; each cell: stage, operation, micro-batch
 * device 0  0F0 1F0 2F0 2B0 2B0 1B0 1B0 0B0 0B0 0F1 1F1 2F1 2B1 2B1 1B1 1B1 0B1 0B1
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; one micro-batch in flight, that is one stash for
 * each of the {@code p} stages of the device.
 */
public record Sequential() implements Strategy {

  @Override
  public String name() {
    return "sequential";
  }

  @Override
  public Schedule plan(Workload workload) {
    int stages = workload.devices();
    ScheduleBuilder schedule = new ScheduleBuilder(stages, workload.microBatches());
    LaneBuilder lane = schedule.device(0);
    for (int microBatch = 0; microBatch < workload.totalMicroBatches(); microBatch++) {
      for (int stage = 0; stage < stages; stage++) {
        lane.forward(stage, microBatch);
      }
      for (int stage = stages - 1; stage >= 0; stage--) {
        lane.backward(stage, microBatch);
      }
      if ((microBatch + 1) % workload.microBatches() == 0) {
        for (int stage = 0; stage < stages; stage++) {
          lane.update(stage);
        }
      }
    }
    return schedule.build();
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(workload.devices(), List.of(workload.devices()));
  }
}
