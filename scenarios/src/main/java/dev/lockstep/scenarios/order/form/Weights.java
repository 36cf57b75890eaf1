package dev.lockstep.scenarios.order.form;

/**
 * Which version of its stage's weights a task reads.
 *
 * @param ofForward whether it is the one that the forward of the task's micro-batch read
 * @param older otherwise how many updates older than the newest it is
 */
public record Weights(boolean ofForward, int older) {

  /** The newest version. */
  public static final Weights NEWEST = new Weights(false, 0);

  /** The version that the forward read. */
  public static final Weights OF_FORWARD = new Weights(true, 0);

  /** {@code @F}, {@code @-1}, or nothing for the newest. */
  @Override
  public String toString() {
    if (ofForward) {
      return "@F";
    }
    return older == 0 ? "" : "@-" + older;
  }
}
