package dev.lockstep.core.strategy;

import dev.lockstep.core.schedule.ScheduleException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What stages are expected to cost, for strategies that plan with times.
 *
 * @param forwardNanos forward of a micro-batch, by stage
 * @param inputGradientNanos input gradient, by stage
 * @param weightGradientNanos weight gradient, by stage
 * @param transferNanos transfer between neighbouring stages on different devices, the longest
 * @param weightGradientStashShare what an input gradient leaves for the weight gradient, as a share
 *     of what the forward kept, the largest; empty if unknown
 */
public record Estimates(
    List<Long> forwardNanos,
    List<Long> inputGradientNanos,
    List<Long> weightGradientNanos,
    long transferNanos,
    OptionalDouble weightGradientStashShare) {

  /** Copies the lists; refuses lists of different lengths and negative times. */
  public Estimates {
    forwardNanos = List.copyOf(forwardNanos);
    inputGradientNanos = List.copyOf(inputGradientNanos);
    weightGradientNanos = List.copyOf(weightGradientNanos);
    int stages = forwardNanos.size();
    if (inputGradientNanos.size() != stages || weightGradientNanos.size() != stages) {
      throw new ScheduleException(
          "estimates of %d forwards, %d input gradients and %d weight gradients; each needs one a stage"
              .formatted(stages, inputGradientNanos.size(), weightGradientNanos.size()));
    }
    if (transferNanos < 0
        || least(forwardNanos) < 0
        || least(inputGradientNanos) < 0
        || least(weightGradientNanos) < 0) {
      throw new ScheduleException(
          "estimates of %s, %s, %s and %d ns a transfer; each must be at least 0"
              .formatted(forwardNanos, inputGradientNanos, weightGradientNanos, transferNanos));
    }
  }

  /** The same times for every stage; nothing about memory. */
  public static Estimates equal(
      int stages,
      long forwardNanos,
      long inputGradientNanos,
      long weightGradientNanos,
      long transferNanos) {
    return new Estimates(
        Collections.nCopies(stages, forwardNanos),
        Collections.nCopies(stages, inputGradientNanos),
        Collections.nCopies(stages, weightGradientNanos),
        transferNanos,
        OptionalDouble.empty());
  }

  /** Stages that have estimates. */
  public int stages() {
    return forwardNanos.size();
  }

  private static long least(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).min().orElse(0);
  }
}
