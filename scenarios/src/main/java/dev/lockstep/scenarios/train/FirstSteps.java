package dev.lockstep.scenarios.train;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.scenarios.scenario.section.learning.LearningSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The first steps of a run: how it learns, and what it has learned so far, to the last bit.
 *
 * @param ways what is learned from, what learns, and how weights change
 * @param miniBatch samples between two updates
 * @param weights of all stages, then of all heads
 */
record FirstSteps(List<Object> ways, int miniBatch, List<List<Float>> weights) {

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
        : Optional.of(new FirstSteps(ways(learning), miniBatch, numbers(run)));
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

  private static List<List<Float>> numbers(NumericRun run) {
    return Stream.concat(run.weights().stream(), run.headWeights().stream())
        .flatMap(List::stream)
        .map(weight -> boxed(weight.dup().reshape(-1).toFloatVector()))
        .toList();
  }

  private static List<Float> boxed(float... numbers) {
    return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
  }
}
