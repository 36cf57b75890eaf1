package dev.lockstep.scenarios.local;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.IterationTimes;
import dev.lockstep.numerics.threads.MeasuredRun;
import dev.lockstep.numerics.threads.calibration.TaskTimes;
import dev.lockstep.numerics.threads.calibration.TimedCosts;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of a trial.
 *
 * @param network its name
 * @param strategy its name
 * @param from first iteration that counts
 * @param rounds those that count
 * @param judged whether a run of half of all rounds at least had an iteration that nothing
 *     disturbed. Then these rounds count, else all do, and say little
 * @param iterations that were measured, over all rounds
 * @param disturbed how many of them other programs disturbed
 * @param predicted from the times of the rounds that count
 */
record Measured(
    String network,
    String strategy,
    int from,
    List<Round> rounds,
    boolean judged,
    int iterations,
    int disturbed,
    Timeline predicted) {

  /**
   * Tasks, and right after them a run.
   *
   * @param times of tasks of another training
   */
  record Round(TaskTimes times, MeasuredRun run) {

    /** Of the iterations from a first one on. */
    int undisturbed(int from) {
      IterationTimes iterations = IterationTimes.of(run);
      return (int)
          IntStream.range(from, iterations.count())
              .filter(iteration -> !iterations.isDisturbed(iteration))
              .count();
    }
  }

  /** Leaves out rounds in which the machine had other work all the time. */
  static Measured of(String network, String strategy, int from, List<Round> all, long queueNanos) {
    List<Round> fit = all.stream().filter(round -> round.undisturbed(from) > 0).toList();
    boolean judged = 2 * fit.size() >= all.size();
    List<Round> counted = judged ? fit : all;
    Schedule schedule = all.get(0).run().timeline().schedule();
    List<TaskTimes> times = counted.stream().map(Round::times).toList();
    int iterations = all.size() * (IterationTimes.of(all.get(0).run()).count() - from);
    return new Measured(
        network,
        strategy,
        from,
        counted,
        judged,
        iterations,
        iterations - all.stream().mapToInt(round -> round.undisturbed(from)).sum(),
        new TimedCosts(times, queueNanos).predict(schedule));
  }
}
