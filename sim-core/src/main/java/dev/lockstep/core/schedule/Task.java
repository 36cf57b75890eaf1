package dev.lockstep.core.schedule;

/**
 * One operation of a schedule, seen as an object. The schedule itself keeps arrays; a task is made
 * when someone looks.
 *
 * @param id dense index in the schedule; the tasks of a lane have consecutive ids in lane order
 * @param operation what it does
 * @param stage global stage index, 0-based
 * @param microBatch micro-batch index over the whole schedule, 0-based; an update carries the last
 *     one it covers
 * @param loss the stage whose loss is propagated; meaningful for gradients of several losses
 */
public record Task(int id, Operation operation, int stage, int microBatch, int loss) {

  /**
   * The short form, {@code 2F0}: stage, operation, micro-batch, as PyTorch's schedules print it.
   */
  @Override
  public String toString() {
    return stage + operation.code() + microBatch;
  }
}
