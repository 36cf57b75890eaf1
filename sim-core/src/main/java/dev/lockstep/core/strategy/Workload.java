package dev.lockstep.core.strategy;

import dev.lockstep.core.schedule.ScheduleException;

/**
 * All that a strategy may see.
 *
 * @param devices number of devices to place stages on
 * @param microBatches micro-batches of one mini-batch, that is of one iteration
 * @param iterations mini-batches to plan for, one after another
 */
public record Workload(int devices, int microBatches, int iterations) {

  /** Refuses what is not positive. */
  public Workload {
    if (devices < 1 || microBatches < 1 || iterations < 1) {
      throw new ScheduleException(
          "workload of %d devices, %d micro-batches, %d iterations; each must be at least 1"
              .formatted(devices, microBatches, iterations));
    }
  }

  /** A workload of one iteration. */
  public static Workload of(int devices, int microBatches) {
    return new Workload(devices, microBatches, 1);
  }

  /** Micro-batches over all iterations. */
  public int totalMicroBatches() {
    return Math.multiplyExact(microBatches, iterations);
  }

  /** The same workload over another number of iterations. */
  public Workload withIterations(int count) {
    return new Workload(devices, microBatches, count);
  }
}
