package dev.lockstep.scenarios.validation.subject;

/** A subject that cannot be predicted; the message is the reason, in one line. */
public final class RefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with its reason. */
  public RefusalException(String reason) {
    super(reason);
  }
}
