package dev.lockstep.scenarios.train;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.scenarios.scenario.section.learning.LearningSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The first steps of a run: how it learns, and what it has learned so far, to the last bit.
 *
 * @param ways what is learned from, what learns, and how weights change
 * @param miniBatch samples between two updates
 * @param digest of all weights
 */
record FirstSteps(List<Object> ways, int miniBatch, String digest) {

  /** Enough for momentum, and for anything that one mini-batch leaves to the next. */
  static final int ITERATIONS = 3;

  /**
   * Takes them.
   *
   * @param schedule of {@link #ITERATIONS}
   * @return nothing if a gradient changes other weights than it was computed with
   */
  static Optional<FirstSteps> of(
      Schedule schedule, Training training, LearningSection learning, int miniBatch) {
    NumericRun run = new NumericRun(schedule, training);
    run.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    boolean late =
        IntStream.range(0, schedule.stageCount()).anyMatch(s -> run.log().staleness(s) > 0);
    return late
        ? Optional.empty()
        : Optional.of(new FirstSteps(ways(learning), miniBatch, run.digest()));
  }

  private static List<Object> ways(LearningSection learning) {
    return List.of(
        learning.data(),
        learning.network(),
        learning.optimizer(),
        learning.iterations(),
        learning.evaluateEvery(),
        learning.gradientCosines());
  }
}
