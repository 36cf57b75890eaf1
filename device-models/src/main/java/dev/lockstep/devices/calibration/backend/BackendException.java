package dev.lockstep.devices.calibration.backend;

/** ND4J's backend could not be started on this machine. */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
