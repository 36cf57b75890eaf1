package dev.lockstep.devices.step;

/**
 * Times of one layer for one micro-batch.
 *
 * @param forward output from input
 * @param recompute what a backward computes again
 * @param inputGradient gradient with respect to the input
 * @param weightGradient gradient with respect to the weights
 */
public record LayerTime(
    PassTime forward, PassTime recompute, PassTime inputGradient, PassTime weightGradient) {

  /** Input gradient with the recomputation before it. */
  public PassTime recomputeAndInputGradient() {
    return recompute.then(inputGradient);
  }

  /** The same with another forward. */
  public LayerTime with(PassTime otherForward) {
    return new LayerTime(otherForward, recompute, inputGradient, weightGradient);
  }

  /** The same on a device that computes so many times as long. */
  public LayerTime slowed(double factor) {
    return new LayerTime(
        forward.slowed(factor),
        recompute.slowed(factor),
        inputGradient.slowed(factor),
        weightGradient.slowed(factor));
  }
}
