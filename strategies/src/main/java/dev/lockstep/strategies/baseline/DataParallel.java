package dev.lockstep.strategies.baseline;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * Data parallelism: every device holds the whole model and trains it on micro-batches of its own;
 * weight gradients are summed over all devices before each update.
 *
 * <p>All replicas do the same, so the schedule is that of one of them: the whole model as a single
 * stage, as {@link Sequential} runs it. How many replicas there are and what the sum costs is not
 * the strategy's business; the collective is added before each update of a stage that has replicas.
 *
 * <pre>
 * 4 micro-batches; forward 1, backward 2
 * device 0  F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; one micro-batch in flight. Admits one device a
 * replica.
 */
public record DataParallel() implements Strategy {

  @Override
  public String name() {
    return "data-parallel";
  }

  @Override
  public Schedule plan(Workload workload) {
    if (workload.devices() > 1) {
      throw new ScheduleException(
          "data-parallel with the model cut into %d stages; every device holds all of it. Maybe use a pipeline of 1 and a data-parallel degree of %d."
              .formatted(workload.devices(), workload.devices()));
    }
    return new Sequential().plan(workload);
  }

  @Override
  public Promises promises(Workload workload) {
    return new Sequential().promises(workload);
  }
}
