package dev.lockstep.scenarios.report.picture;

/** A picture that cannot be drawn; the message is one line for the user. */
public final class PictureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A picture that cannot be drawn, and why. */
  public PictureException(String message) {
    super(message);
  }

  /** A picture that cannot be drawn, why, and what was thrown. */
  public PictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
