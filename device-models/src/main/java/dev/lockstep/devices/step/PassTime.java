package dev.lockstep.devices.step;

/**
 * Time of one pass of a layer: its forward, a gradient, or what is recomputed.
 *
 * @param seconds from its first kernel to its last
 * @param communicationSeconds of these, waiting for collectives
 */
public record PassTime(double seconds, double communicationSeconds) {

  /** Nothing. */
  public static final PassTime NONE = new PassTime(0, 0);

  /** A wait for a collective, and nothing else. */
  public static PassTime waiting(double seconds) {
    return new PassTime(seconds, seconds);
  }

  /** One after the other. */
  public PassTime then(PassTime next) {
    return new PassTime(seconds + next.seconds, communicationSeconds + next.communicationSeconds);
  }

  /** The same on a device that computes so many times as long; what it waits for stays. */
  public PassTime slowed(double factor) {
    return new PassTime(
        seconds + (factor - 1) * (seconds - communicationSeconds), communicationSeconds);
  }

  /** The same, so many times. */
  public PassTime times(double factor) {
    return new PassTime(factor * seconds, factor * communicationSeconds);
  }
}
