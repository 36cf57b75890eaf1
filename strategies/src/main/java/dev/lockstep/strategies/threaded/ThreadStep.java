package dev.lockstep.strategies.threaded;

import dev.lockstep.core.schedule.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a thread begins at a moment of the even timetable: stages of equal length, a backward as
 * long as {@code b} forwards of its stage, and room for the forward thread and all {@code b}
 * others.
 *
 * @param time of the beginning, in forwards of a stage
 * @param operation forward, backward or update
 * @param stage the stage
 * @param microBatch the micro-batch
 */
record ThreadStep(long time, Operation operation, int stage, int microBatch) {

  /**
   * All steps by time; of several at once first the updates, then backwards, which free memory.
   *
   * @param backwardThreads {@code b}
   */
  static List<ThreadStep> inOrder(int stages, int microBatches, int backwardThreads) {
    List<ThreadStep> steps = new ArrayList<>(3 * stages * microBatches);
    for (int microBatch = 0; microBatch < microBatches; microBatch++) {
      long forward = (long) microBatch * stages;
      long backward = forward + stages;
      for (int stage = 0; stage < stages; stage++) {
        long above = (long) backwardThreads * (stages - 1 - stage);
        long update = backward + above + backwardThreads;
        steps.add(new ThreadStep(forward + stage, Operation.FORWARD, stage, microBatch));
        steps.add(new ThreadStep(backward + above, Operation.BACKWARD, stage, microBatch));
        steps.add(new ThreadStep(update, Operation.UPDATE, stage, microBatch));
      }
    }
    steps.sort(
        Comparator.comparingLong(ThreadStep::time)
            .thenComparing(ThreadStep::operation, Comparator.reverseOrder())
            .thenComparingInt(ThreadStep::microBatch)
            .thenComparing(ThreadStep::stage, Comparator.reverseOrder()));
    return steps;
  }

  /** Most stashes held at once if the steps are done one by one. */
  static int peakStashes(List<ThreadStep> steps) {
    int held = 0;
    int peak = 0;
    for (ThreadStep step : steps) {
      held += step.operation() == Operation.FORWARD ? 1 : 0;
      peak = Math.max(peak, held);
      held -= step.operation() == Operation.BACKWARD ? 1 : 0;
    }
    return peak;
  }
}
