package dev.lockstep.scenarios.local;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.threads.MeasuredRun;
import dev.lockstep.numerics.threads.ThreadedRun;
import dev.lockstep.numerics.threads.calibration.Calibration;
import dev.lockstep.numerics.threads.calibration.TaskTimes;
import dev.lockstep.numerics.threads.calibration.TimedCosts;
import java.util.ArrayList;
import java.util.List;

/** One network under one strategy: timed, predicted and measured. */
final class LocalCase {

  private final Trial trial;
  private final Effort effort;
  private final TaskTimes times = new TaskTimes();
  private final List<MeasuredRun> runs = new ArrayList<>();

  LocalCase(Trial trial, Effort effort) {
    this.trial = trial;
    this.effort = effort;
  }

  /** Times and measures in turns, and predicts from what was timed. */
  Measured carryOut(long queueNanos) {
    Schedule schedule = trial.schedule(effort.warmUp() + effort.iterations());
    for (int round = 0; round < effort.rounds(); round++) {
      timeEnough(round + 1);
      System.gc(); // what the timing left is not to be collected while the run is measured
      NumericRun numbers = new NumericRun(schedule, trial.training());
      runs.add(ThreadedRun.of(schedule, numbers::execute));
    }
    Timeline predicted = new TimedCosts(times, queueNanos).predict(schedule);
    return new Measured(trial.network(), trial.strategy(), effort.warmUp(), times, predicted, runs);
  }

  private void timeEnough(int round) {
    for (int again = 0; again < effort.mostTimings(); again++) {
      time(times);
      if (times.fewestUndisturbed() * effort.rounds() >= effort.enough() * round) {
        return;
      }
    }
  }

  /** Times each kind of task while another thread does the same beside it. */
  void time(TaskTimes noted) {
    System.gc();
    Schedule schedule = trial.schedule(1 + effort.timed());
    new Calibration(trial::otherTraining, schedule.deviceCount()).time(schedule, 1, noted);
  }

  /**
   * What came of it.
   *
   * @param from first iteration that counts
   */
  record Measured(
      String network,
      String strategy,
      int from,
      TaskTimes times,
      Timeline predicted,
      List<MeasuredRun> runs) {}
}
