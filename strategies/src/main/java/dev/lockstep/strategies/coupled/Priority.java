package dev.lockstep.strategies.coupled;

/** What a device does first when several of its tasks have their inputs. */
public enum Priority {
  /** Forwards first, then heads, then input gradients, weight gradients last. */
  FORWARD_FIRST,
  /** Weight gradients first, then input gradients, then heads, forwards last. */
  BACKWARD_FIRST
}
