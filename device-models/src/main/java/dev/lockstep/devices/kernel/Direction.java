package dev.lockstep.devices.kernel;

/** What of a layer is computed. */
public enum Direction {
  /** Output from input. */
  FORWARD,
  /** Gradient with respect to the input. */
  INPUT_GRADIENT,
  /** Gradient with respect to the weights. */
  WEIGHT_GRADIENT
}
