package dev.lockstep.scenarios.order.form;

import dev.lockstep.core.schedule.Operation;

/**
 * What one task of an order is called: stage, operation, micro-batch, and behind {@code ^} the loss
 * of which stage's head it propagates.
 *
 * @param operation what it does
 * @param stage global stage index, 0-based
 * @param microBatch index within the order, 0-based; of an update that of the last micro-batch it
 *     covers, of a join its own number
 * @param loss the stage whose loss a backward, an input or a weight gradient propagates; {@link
 *     #LAST} and {@link #NONE} besides
 */
public record TaskName(Operation operation, int stage, int microBatch, int loss) {

  /** The true loss, behind the last stage; also what stands for tasks that propagate none. */
  public static final int LAST = -1;

  /** No loss: a backward that waits for no gradient. */
  public static final int NONE = -2;

  /** A task of end-to-end training. */
  public static TaskName of(Operation operation, int stage, int microBatch) {
    return new TaskName(operation, stage, microBatch, LAST);
  }

  /** The same task of another micro-batch. */
  public TaskName withMicroBatch(int other) {
    return new TaskName(operation, stage, other, loss);
  }

  /** {@code 1I0^2}. */
  @Override
  public String toString() {
    String name = stage + operation.code() + microBatch;
    return switch (loss) {
      case LAST -> name;
      case NONE -> name + "^-";
      default -> name + "^" + loss;
    };
  }
}
