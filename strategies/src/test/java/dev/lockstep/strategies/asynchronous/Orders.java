package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;

/** What tests of several strategies read off their schedules. */
final class Orders {

  private Orders() {}

  /** 3 stages; forward 1, backward 2. */
  static String drawing(Strategy strategy, int microBatches, int iterations) {
    Workload workload = new Workload(3, microBatches, iterations);
    return Runs.drawing(Runs.run(strategy, workload, Times.unit(1)), 1);
  }

  /** The weight version that a task of a micro-batch reads, or an update writes. */
  static int version(Schedule schedule, String task) {
    for (int id = 0; id < schedule.taskCount(); id++) {
      if (schedule.task(id).toString().equals(task)) {
        return schedule.weightVersion(id);
      }
    }
    throw new IllegalArgumentException(task);
  }

  /** Updates between the weights that a forward reads and the update that applies its gradient. */
  static int staleness(Schedule schedule, int stage, int microBatch) {
    int read = version(schedule, stage + "F" + microBatch);
    for (int task = schedule.laneStart(stage); task < schedule.laneEnd(stage); task++) {
      if (schedule.operation(task) == Operation.UPDATE && schedule.microBatch(task) >= microBatch) {
        return schedule.weightVersion(task) - 1 - read;
      }
    }
    throw new IllegalArgumentException("no update applies micro-batch " + microBatch);
  }
}
