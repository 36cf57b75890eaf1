package dev.lockstep.core.model;

import java.util.OptionalLong;

/**
 * One layer of a network, for one micro-batch.
 *
 * @param name what the profile calls it
 * @param forwardNanos forward
 * @param inputGradientNanos backward with respect to the input
 * @param weightGradientNanos backward with respect to the weights
 * @param auxiliaryNanos an auxiliary head placed behind this layer: forward, loss and backward; 0
 *     if unknown
 * @param activationBytes kept from forward to backward
 * @param outputBytes output, sent on if a stage ends here
 * @param parameterBytes weights
 */
public record Layer(
    String name,
    long forwardNanos,
    long inputGradientNanos,
    long weightGradientNanos,
    long auxiliaryNanos,
    OptionalLong activationBytes,
    OptionalLong outputBytes,
    OptionalLong parameterBytes) {

  /** Forward and backward. */
  public long computeNanos() {
    return forwardNanos + inputGradientNanos + weightGradientNanos;
  }
}
