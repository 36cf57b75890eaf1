package dev.lockstep.scenarios.consumption;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one iteration does, as far as it costs something.
 *
 * @param iterationMs its time
 * @param busyMs computing of each pipeline rank
 * @param waitingMs waiting for communication, per device
 * @param devices over all replicas
 * @param samples over all replicas, if known
 * @param tokens over all replicas, if known
 */
public record IterationUse(
    double iterationMs,
    List<Double> busyMs,
    double waitingMs,
    long devices,
    OptionalDouble samples,
    OptionalDouble tokens) {

  /** Copies the list. */
  public IterationUse {
    busyMs = List.copyOf(busyMs);
  }
}
