package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleException;
import java.util.BitSet;
import java.util.List;

/**
 * The work of one mini-batch in the order of each device.
 *
 * @param devices the steps of each device
 */
record Order(List<List<OrderStep>> devices) {

  /** Copies the lists. */
  Order {
    devices = devices.stream().map(List::copyOf).toList();
  }

  /** An order of nothing. */
  static Order empty() {
    return new Order(List.of());
  }

  /** Stages of the model: one more than the highest that is named. */
  int stages() {
    return devices.stream().flatMap(List::stream).mapToInt(OrderStep::stage).max().orElse(-1) + 1;
  }

  /** Micro-batches of the mini-batch: one more than the highest that is named. */
  int microBatches() {
    return devices.stream().flatMap(List::stream).mapToInt(OrderStep::microBatch).max().orElse(-1)
        + 1;
  }

  /**
   * Passes an order whose stages all go forward somewhere.
   *
   * @throws ScheduleException naming the first stage that does not
   */
  void requireStages(String name) {
    BitSet found = new BitSet();
    devices.stream()
        .flatMap(List::stream)
        .filter(step -> step.operation() == Operation.FORWARD)
        .forEach(step -> found.set(step.stage()));
    if (found.nextClearBit(0) < stages()) {
      throw new ScheduleException(
          "%s: no forward of stage %d of %d. Maybe stages are not numbered from 0."
              .formatted(name, found.nextClearBit(0), stages()));
    }
  }
}
