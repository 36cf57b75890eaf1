package dev.lockstep.scenarios.plan.bound;

/**
 * What a candidate takes at least.
 *
 * @param timeMs of an iteration
 * @param memoryBytes of the device that holds most
 */
public record Bound(double timeMs, long memoryBytes) {

  /** Nothing known. */
  public static final Bound NONE = new Bound(0, 0);

  /** Both bounds hold. */
  public Bound and(Bound other) {
    return new Bound(Math.max(timeMs, other.timeMs), Math.max(memoryBytes, other.memoryBytes));
  }
}
