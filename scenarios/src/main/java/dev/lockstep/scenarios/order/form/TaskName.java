package dev.lockstep.scenarios.order.form;

import dev.lockstep.core.schedule.Operation;

/**
 * What one task of an order is called: stage, operation, micro-batch, behind {@code #} which of
 * several of that name it is, and behind {@code ^} the loss of which stage's head it propagates.
 *
 * @param operation what it does
 * @param stage global stage index, 0-based
 * @param microBatch index within the order, 0-based; of an update that of the last micro-batch it
 *     covers, of a join its own number
 * @param copy which of the tasks that are otherwise called the same, 1 for the first
 * @param loss the stage whose loss a backward, an input or a weight gradient propagates, the number
 *     of a perturbation; {@link #LAST} and {@link #NONE} besides
 */
public record TaskName(Operation operation, int stage, int microBatch, int copy, int loss) {

  /**
   * The true loss, behind the last stage; also what stands for tasks that propagate none, and for a
   * first perturbation.
   */
  public static final int LAST = -1;

  /** No loss: a backward that waits for no gradient. */
  public static final int NONE = -2;

  /** A task of end-to-end training. */
  public static TaskName of(Operation operation, int stage, int microBatch) {
    return new TaskName(operation, stage, microBatch, 1, LAST);
  }

  /** The same task with another loss. */
  public TaskName withLoss(int other) {
    return new TaskName(operation, stage, microBatch, copy, other);
  }

  /** Another task that is called the same. */
  public TaskName withCopy(int other) {
    return new TaskName(operation, stage, microBatch, other, loss);
  }

  /**
   * The loss that a schedule notes.
   *
   * @param stages stages of the model
   */
  public int noted(int stages) {
    boolean own =
        switch (operation) {
          case AUXILIARY, AUXILIARY_FORWARD, AUXILIARY_BACKWARD -> true;
          default -> false;
        };
    boolean gradient =
        switch (operation) {
          case BACKWARD, INPUT_GRADIENT, WEIGHT_GRADIENT -> true;
          default -> false;
        };
    return switch (loss) {
      case LAST -> own ? stage : gradient ? stages - 1 : 0;
      case NONE -> stage;
      default -> loss;
    };
  }

  /** {@code 1I0^2}. */
  @Override
  public String toString() {
    String name = stage + operation.code() + microBatch + (copy == 1 ? "" : "#" + copy);
    return switch (loss) {
      case LAST -> name;
      case NONE -> name + "^-";
      default -> name + "^" + loss;
    };
  }
}
