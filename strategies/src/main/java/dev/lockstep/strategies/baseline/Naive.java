package dev.lockstep.strategies.baseline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;

/**
 * Naive model parallelism: the model is cut into stages, and one micro-batch at a time travels
 * forward through all of them and back. One device works while the others wait.
 *
 * <pre>
 * 3 stages, the first 2 of 4 micro-batches; forward 1, backward 2
 * device 0  F0  .  .  .  .  .  . B0 B0 F1  .  .  .  .  .  . B1 B1
 * device 1   . F0  .  .  . B0 B0  .  .  . F1  .  .  . B1 B1  .  .
 * device 2   .  . F0 B0 B0  .  .  .  .  .  . F1 B1 B1  .  .  .  .
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; one micro-batch in flight on every stage.
 *
 * @param splitBackward whether a stage sends its input gradient before it computes its weight
 *     gradient, so that the weight gradients of all stages but the first are computed while the
 *     gradient travels on
 */
public record Naive(boolean splitBackward) implements Strategy {

  /** Full backwards, as frameworks run them. */
  public Naive() {
    this(false);
  }

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      for (int microBatch = 0; microBatch < workload.totalMicroBatches(); microBatch++) {
        lane.forward(stage, microBatch);
        if (splitBackward) {
          lane.inputGradient(stage, microBatch).weightGradient(stage, microBatch);
        } else {
          lane.backward(stage, microBatch);
        }
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
