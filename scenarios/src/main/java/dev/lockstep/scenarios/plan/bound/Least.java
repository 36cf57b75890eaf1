package dev.lockstep.scenarios.plan.bound;

import java.util.List;

/**
 * What a candidate takes at least, before anything is known of power and prices.
 *
 * @param timeMs of an iteration
 * @param memoryBytes of the device that holds most
 * @param busyMs computing in an iteration, of each pipeline rank, or the mean of all
 */
public record Least(double timeMs, long memoryBytes, List<Double> busyMs) {

  /** Nothing known. */
  public static final Least NONE = new Least(0, 0, List.of(0.0));

  /** Copies the list. */
  public Least {
    busyMs = List.copyOf(busyMs);
  }

  /** The same with a time that is known better, or that was measured. */
  public Least withTimeMs(double known) {
    return new Least(known, memoryBytes, busyMs);
  }
}
