package dev.lockstep.core.model;

import java.util.OptionalLong;

/**
 * What one stage costs and holds, for one micro-batch. A time that a strategy does not need is 0;
 * bytes that nobody gave are empty, and whatever depends on them is then absent from the results.
 *
 * @param forwardNanos forward
 * @param inputGradientNanos backward with respect to the stage's input
 * @param weightGradientNanos backward with respect to the stage's weights
 * @param auxiliaryNanos auxiliary head: forward, loss and backward
 * @param updateNanos optimizer step
 * @param memory what it holds
 */
public record Stage(
    long forwardNanos,
    long inputGradientNanos,
    long weightGradientNanos,
    long auxiliaryNanos,
    long updateNanos,
    Memory memory) {

  /**
   * Bytes of one stage.
   *
   * @param activationBytes kept from the forward of one micro-batch until its backward
   * @param weightGradientStashBytes of these, kept after the input gradient until the weight
   *     gradient
   * @param boundaryBytes output of one micro-batch, sent to the next stage
   * @param parameterBytes weights
   */
  public record Memory(
      OptionalLong activationBytes,
      OptionalLong weightGradientStashBytes,
      OptionalLong boundaryBytes,
      OptionalLong parameterBytes) {

    /** Nothing known. */
    public static final Memory UNKNOWN =
        new Memory(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  /** A stage of three times, without heads, updates or known memory. */
  public static Stage of(long forwardNanos, long inputGradientNanos, long weightGradientNanos) {
    return new Stage(forwardNanos, inputGradientNanos, weightGradientNanos, 0, 0, Memory.UNKNOWN);
  }

  /** The same stage with an auxiliary head of this cost. */
  public Stage withAuxiliaryNanos(long nanos) {
    return new Stage(
        forwardNanos, inputGradientNanos, weightGradientNanos, nanos, updateNanos, memory);
  }

  /** Full backward. */
  public long backwardNanos() {
    return inputGradientNanos + weightGradientNanos;
  }

  /** What end-to-end training computes in this stage for one micro-batch. */
  public long usefulNanos() {
    return forwardNanos + backwardNanos();
  }
}
