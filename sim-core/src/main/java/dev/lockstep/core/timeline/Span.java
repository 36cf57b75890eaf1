package dev.lockstep.core.timeline;

import dev.lockstep.core.schedule.Task;

/**
 * One task with its times.
 *
 * @param task the task
 * @param lane index of its lane
 * @param startNanos when it started
 * @param endNanos when it ended
 */
public record Span(Task task, int lane, long startNanos, long endNanos) {

  /** How long it took. */
  public long durationNanos() {
    return endNanos - startNanos;
  }
}
