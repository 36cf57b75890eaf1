package dev.lockstep.core.schedule;

/**
 * A schedule that cannot be: a double write, a missing input, a deadlock, a workload that a
 * strategy does not admit.
 */
public final class ScheduleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal with one line that says what is wrong, where, and what would be right. */
  public ScheduleException(String message) {
    super(message);
  }
}
