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

  /**
   * What the layer takes of a micro-batch's period where so many devices go through micro-batches
   * in turn: times by their number, rounded down; bytes as they are.
   */
  public Layer sharedBy(int devices) {
    return new Layer(
        name,
        forwardNanos / devices,
        inputGradientNanos / devices,
        weightGradientNanos / devices,
        auxiliaryNanos / devices,
        activationBytes,
        outputBytes,
        parameterBytes);
  }

  /** Both layers' work as one, with this one's name, head and output. */
  public Layer and(Layer other) {
    return new Layer(
        name,
        forwardNanos + other.forwardNanos,
        inputGradientNanos + other.inputGradientNanos,
        weightGradientNanos + other.weightGradientNanos,
        auxiliaryNanos,
        sum(activationBytes, other.activationBytes),
        outputBytes,
        sum(parameterBytes, other.parameterBytes));
  }

  private static OptionalLong sum(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(one.getAsLong() + other.getAsLong())
        : OptionalLong.empty();
  }

  /** Forward and backward. */
  public long computeNanos() {
    return forwardNanos + inputGradientNanos + weightGradientNanos;
  }
}
