package dev.lockstep.core.cost;

/** Durations that depend on when a task starts: of a device that is slow for a while. */
@FunctionalInterface
public interface TaskTimes {

  /**
   * Duration of a task.
   *
   * @param task its id
   * @param startNanos when it starts
   * @return nanoseconds, at least 0
   */
  long nanos(int task, long startNanos);
}
