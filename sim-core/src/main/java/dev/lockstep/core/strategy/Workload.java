package dev.lockstep.core.strategy;

import dev.lockstep.core.schedule.ScheduleException;
import java.util.Optional;

/**
 * All that a strategy may see.
 *
 * @param devices number of devices to place stages on
 * @param microBatches micro-batches of one mini-batch, that is of one iteration
 * @param iterations mini-batches to plan for, one after another
 * @param estimates what stages are expected to cost; only strategies that ask for it see it
 */
public record Workload(
    int devices, int microBatches, int iterations, Optional<Estimates> estimates) {

  /** Refuses what is not positive. */
  public Workload {
    if (devices < 1 || microBatches < 1 || iterations < 1) {
      throw new ScheduleException(
          "workload of %d devices, %d micro-batches, %d iterations; each must be at least 1"
              .formatted(devices, microBatches, iterations));
    }
  }

  /** A workload without estimates. */
  public Workload(int devices, int microBatches, int iterations) {
    this(devices, microBatches, iterations, Optional.empty());
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
    return new Workload(devices, microBatches, count, estimates);
  }

  /** The same workload with what its stages are expected to cost. */
  public Workload withEstimates(Estimates expected) {
    return new Workload(devices, microBatches, iterations, Optional.of(expected));
  }
}
