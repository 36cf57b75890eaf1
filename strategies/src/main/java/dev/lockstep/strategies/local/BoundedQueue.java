package dev.lockstep.strategies.local;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;

/**
 * The queue of activations between a stage and the one behind it: a forward waits until the stage
 * behind has taken what was put there a full queue earlier. Without it a fast stage would run ahead
 * of a slow one without end, and memory with it. The published code of interlocking backpropagation
 * hands over one item at a time and blocks; two mini-batches come closest to that.
 */
final class BoundedQueue {

  static final int DEFAULT_CAPACITY = 2;

  private final int capacityInMicroBatches;

  BoundedQueue(int capacity, Workload workload) {
    this.capacityInMicroBatches = Math.multiplyExact(capacity, workload.microBatches());
  }

  static void requireCapacity(String strategy, int capacity) {
    if (capacity < 1) {
      throw new ScheduleException(
          "%s with queues of %d mini-batches; a queue holds at least 1"
              .formatted(strategy, capacity));
    }
  }

  /** The forward added last takes this micro-batch out of the queue in front of its stage. */
  void taken(LaneBuilder lane, int stage, int microBatch) {
    lane.signal(stage, microBatch);
  }

  /** The forward added last waits until the stage {@code reader} has made room for its output. */
  void waitForRoom(LaneBuilder lane, int microBatch, int reader) {
    if (microBatch >= capacityInMicroBatches) {
      lane.after(reader, microBatch - capacityInMicroBatches);
    }
  }
}
