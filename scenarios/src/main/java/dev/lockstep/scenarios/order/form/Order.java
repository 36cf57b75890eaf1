package dev.lockstep.scenarios.order.form;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Work in the order of each device: of one mini-batch, or of as many as the header says.
 *
 * @param header what holds for all of it
 * @param devices the steps of each device
 * @param choosing whether devices take the first task that is ready instead of the next one
 */
public record Order(OrderHeader header, List<List<OrderStep>> devices, boolean choosing) {

  /** Copies the lists. */
  public Order {
    devices = devices.stream().map(List::copyOf).toList();
  }

  /** An order of nothing. */
  public static Order empty() {
    return new Order(OrderHeader.PLAIN, List.of(), false);
  }

  /** All steps, device after device. */
  public Stream<OrderStep> steps() {
    return devices.stream().flatMap(List::stream);
  }

  /** Stages of the model: one more than the highest that is named. */
  public int stages() {
    return steps().mapToInt(OrderStep::stage).max().orElse(-1) + 1;
  }

  /** Micro-batches, or slices of them: one more than the highest that is named. */
  public int microBatches() {
    return steps().filter(step -> !step.isJoin()).mapToInt(OrderStep::microBatch).max().orElse(-1)
        + 1;
  }

  /** Whether a stage has an auxiliary head. */
  public boolean hasHead(int stage) {
    return steps()
        .anyMatch(
            step ->
                step.stage() == stage
                    && (step.operation() == Operation.AUXILIARY
                        || step.operation() == Operation.AUXILIARY_FORWARD));
  }

  /** Whether stages read the stage before them alone, so that they can be contiguous layers. */
  public boolean goesByDepth() {
    return header.lowerBound()
        || steps()
            .filter(step -> step.operation() == Operation.FORWARD && step.from().isPresent())
            .allMatch(step -> step.from().get().equals(List.of(replay(step))));
  }

  private static TaskName replay(OrderStep step) {
    int other = step.from().orElseThrow().stream().mapToInt(TaskName::microBatch).max().orElse(0);
    return TaskName.of(Operation.FORWARD, step.stage() - 1, other);
  }

  /**
   * Passes an order whose stages all go forward somewhere.
   *
   * @throws ScheduleException naming the first stage that does not
   */
  public void requireStages(String name) {
    BitSet found = new BitSet();
    steps()
        .filter(step -> step.operation() == Operation.FORWARD)
        .forEach(step -> found.set(step.stage()));
    if (found.nextClearBit(0) < stages()) {
      throw new ScheduleException(
          "%s: no forward of stage %d of %d. Maybe stages are not numbered from 0."
              .formatted(name, found.nextClearBit(0), stages()));
    }
  }
}
