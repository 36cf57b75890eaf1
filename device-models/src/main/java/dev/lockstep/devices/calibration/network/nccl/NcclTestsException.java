package dev.lockstep.devices.calibration.network.nccl;

/** A text that is not what nccl-tests print, or lacks what the link model needs. */
public final class NcclTestsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal with one line that says what is wrong, where, and what would be right. */
  public NcclTestsException(String message) {
    super(message);
  }
}
