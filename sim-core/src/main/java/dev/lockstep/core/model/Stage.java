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
 * @param collectiveNanos gradient collective before an update, as far as it is not hidden behind
 *     the stage's own backward; 0 without data-parallel replicas
 * @param communication which part of the times is communication
 * @param memory what it holds
 */
public record Stage(
    long forwardNanos,
    long inputGradientNanos,
    long weightGradientNanos,
    long auxiliaryNanos,
    long updateNanos,
    long collectiveNanos,
    Communication communication,
    Memory memory) {

  /**
   * The part of a stage's times in which its device waits for communication inside the stage, such
   * as tensor-parallel collectives: exposed, and contained in the times.
   *
   * @param forwardNanos of the forward
   * @param inputGradientNanos of the input gradient
   * @param weightGradientNanos of the weight gradient
   */
  public record Communication(
      long forwardNanos, long inputGradientNanos, long weightGradientNanos) {

    /** None. */
    public static final Communication NONE = new Communication(0, 0, 0);
  }

  /**
   * Bytes of one stage.
   *
   * @param activationBytes kept from the forward of one micro-batch until its backward
   * @param weightGradientStashBytes of these, kept after the input gradient until the weight
   *     gradient
   * @param boundaryBytes output of one micro-batch, sent to the next stage
   * @param parameterBytes weights
   * @param gradientBytes buffers of weight gradients that are held all the time; empty if gradients
   *     are as large as the weights and held only from a backward to the update
   * @param optimizerBytes what the optimizer holds beside weights and gradients
   * @param workBytes held for a moment while the stage is computed
   */
  public record Memory(
      OptionalLong activationBytes,
      OptionalLong weightGradientStashBytes,
      OptionalLong boundaryBytes,
      OptionalLong parameterBytes,
      OptionalLong gradientBytes,
      OptionalLong optimizerBytes,
      OptionalLong workBytes) {

    /** Memory of which nothing is known of gradients, optimizer and work space. */
    public Memory(
        OptionalLong activationBytes,
        OptionalLong weightGradientStashBytes,
        OptionalLong boundaryBytes,
        OptionalLong parameterBytes) {
      this(
          activationBytes,
          weightGradientStashBytes,
          boundaryBytes,
          parameterBytes,
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
    }

    /** Nothing known. */
    public static final Memory UNKNOWN =
        new Memory(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /**
     * What a slice of a micro-batch holds: a part of activations and boundary; weights and work
     * space as they are.
     */
    private Memory slice(int count) {
      return new Memory(
          part(activationBytes, count),
          part(weightGradientStashBytes, count),
          part(boundaryBytes, count),
          parameterBytes,
          gradientBytes,
          optimizerBytes,
          workBytes);
    }

    private static OptionalLong part(OptionalLong bytes, int count) {
      return bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() / count) : bytes;
    }
  }

  /**
   * Passes what can be.
   *
   * @throws IllegalArgumentException if communication is negative or longer than what it is a part
   *     of
   */
  public Stage {
    requirePart("forward", communication.forwardNanos(), forwardNanos);
    requirePart("input gradient", communication.inputGradientNanos(), inputGradientNanos);
    requirePart("weight gradient", communication.weightGradientNanos(), weightGradientNanos);
  }

  /** A stage without replicas and without communication inside. */
  public Stage(
      long forwardNanos,
      long inputGradientNanos,
      long weightGradientNanos,
      long auxiliaryNanos,
      long updateNanos,
      Memory memory) {
    this(
        forwardNanos,
        inputGradientNanos,
        weightGradientNanos,
        auxiliaryNanos,
        updateNanos,
        0,
        Communication.NONE,
        memory);
  }

  /** A stage of three times, without heads, updates or known memory. */
  public static Stage of(long forwardNanos, long inputGradientNanos, long weightGradientNanos) {
    return new Stage(forwardNanos, inputGradientNanos, weightGradientNanos, 0, 0, Memory.UNKNOWN);
  }

  /** The same stage with an auxiliary head of this cost. */
  public Stage withAuxiliaryNanos(long nanos) {
    return new Stage(
        forwardNanos,
        inputGradientNanos,
        weightGradientNanos,
        nanos,
        updateNanos,
        collectiveNanos,
        communication,
        memory);
  }

  /** The same stage whose gradient collective takes this long before an update. */
  public Stage withCollectiveNanos(long nanos) {
    return new Stage(
        forwardNanos,
        inputGradientNanos,
        weightGradientNanos,
        auxiliaryNanos,
        updateNanos,
        nanos,
        communication,
        memory);
  }

  /** The same stage, of whose times this part is communication. */
  public Stage withCommunication(Communication part) {
    return new Stage(
        forwardNanos,
        inputGradientNanos,
        weightGradientNanos,
        auxiliaryNanos,
        updateNanos,
        collectiveNanos,
        part,
        memory);
  }

  /**
   * The same stage for one of {@code count} slices of a micro-batch that cost the same: times,
   * activations and boundary by so many, rounded down; what belongs to the weights, the update and
   * its collective, stays.
   */
  public Stage slice(int count) {
    return new Stage(
        forwardNanos / count,
        inputGradientNanos / count,
        weightGradientNanos / count,
        auxiliaryNanos / count,
        updateNanos,
        collectiveNanos,
        new Communication(
            communication.forwardNanos() / count,
            communication.inputGradientNanos() / count,
            communication.weightGradientNanos() / count),
        memory.slice(count));
  }

  private static void requirePart(String what, long part, long whole) {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException(
          "communication of %d ns in a %s of %d ns; it is a part of it"
              .formatted(part, what, whole));
    }
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
