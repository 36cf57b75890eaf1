package dev.lockstep.scenarios.local;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.threads.ThreadedRun;
import dev.lockstep.numerics.threads.calibration.Calibration;
import dev.lockstep.numerics.threads.calibration.TaskTimes;
import dev.lockstep.scenarios.local.Measured.Round;
import java.util.ArrayList;
import java.util.List;

/** One network under one strategy: timed, predicted and measured. */
final class LocalCase {

  private final Trial trial;
  private final Effort effort;

  LocalCase(Trial trial, Effort effort) {
    this.trial = trial;
    this.effort = effort;
  }

  /** Times and measures in turns, and predicts from what was timed. */
  Measured carryOut(long queueNanos) {
    Schedule schedule = trial.schedule(effort.warmUp() + effort.iterations());
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round < effort.rounds(); round++) {
      TaskTimes times = timeEnough();
      System.gc(); // what the timing left is not to be collected while the run is measured
      NumericRun numbers = new NumericRun(schedule, trial.training());
      rounds.add(new Round(times, ThreadedRun.of(schedule, numbers::execute)));
    }
    return Measured.of(trial.network(), trial.strategy(), effort.warmUp(), rounds, queueNanos);
  }

  private TaskTimes timeEnough() {
    TaskTimes times = new TaskTimes();
    for (int again = 0; again < effort.mostTimings(); again++) {
      time(times);
      if (times.fewestUndisturbed() >= effort.enough()) {
        break;
      }
    }
    return times;
  }

  /** Times each kind of task where it will run, while the other threads are at work. */
  void time(TaskTimes noted) {
    System.gc();
    Schedule schedule = trial.schedule(effort.warmUp() + effort.timed());
    new Calibration(trial::otherTraining).time(schedule, effort.warmUp(), noted);
  }
}
