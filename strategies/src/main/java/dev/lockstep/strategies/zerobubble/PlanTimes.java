package dev.lockstep.strategies.zerobubble;

import java.util.Collections;
import java.util.List;

/**
 * Times that a plan is made for, in any one unit; only their ratios matter.
 *
 * @param forward forward, by stage
 * @param inputGradient input gradient, by stage
 * @param weightGradient weight gradient, by stage
 * @param transfer from one device to the next
 */
public record PlanTimes(
    List<Long> forward, List<Long> inputGradient, List<Long> weightGradient, long transfer) {

  /** Copies the lists. */
  public PlanTimes {
    forward = List.copyOf(forward);
    inputGradient = List.copyOf(inputGradient);
    weightGradient = List.copyOf(weightGradient);
  }

  /** The same times for every stage. */
  public static PlanTimes equal(
      int stages, long forward, long inputGradient, long weightGradient, long transfer) {
    return new PlanTimes(
        Collections.nCopies(stages, forward),
        Collections.nCopies(stages, inputGradient),
        Collections.nCopies(stages, weightGradient),
        transfer);
  }

  /** Stages that have times. */
  public int stages() {
    return forward.size();
  }

  /** By kind of {@link Work}, then stage. */
  long[][] byKind() {
    return new long[][] {array(forward), array(inputGradient), array(weightGradient)};
  }

  private static long[] array(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).toArray();
  }
}
