package dev.lockstep.numerics.threads;

/** A lane's thread that failed; the cause is what its task threw. */
public final class LaneException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LaneException(String lane, String where, Throwable cause) {
    super("lane %s failed %s: %s".formatted(lane, where, cause), cause);
  }
}
