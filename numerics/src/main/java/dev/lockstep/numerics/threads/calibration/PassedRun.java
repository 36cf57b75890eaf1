package dev.lockstep.numerics.threads.calibration;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.threads.ThreadTime;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;

/** A run whose tasks are carried out one after another, by the thread of each task's device. */
final class PassedRun {

  private final Schedule schedule;
  private final NumericRun run;
  private final int warmUp;
  private int position;

  /**
   * At its beginning.
   *
   * @param warmUp iterations whose tasks are not noted
   */
  PassedRun(Schedule schedule, NumericRun run, int warmUp) {
    this.schedule = schedule;
    this.run = run;
    this.warmUp = warmUp;
  }

  /** Whose turn it is. */
  int device() {
    return schedule.laneOf(schedule.inOrder(position));
  }

  /**
   * Goes on as far as a device can, which may be nowhere.
   *
   * @return whether another device has to go on
   */
  boolean carryOut(int device, TaskTimes times) {
    for (; position < schedule.taskCount(); position++) {
      int task = schedule.inOrder(position);
      boolean compute = schedule.operation(task).isCompute();
      if (compute && schedule.laneOf(task) != device) {
        return true;
      }
      long processor = ThreadTime.nanos();
      long start = System.nanoTime();
      run.execute(task);
      long elapsed = System.nanoTime() - start;
      if (compute && schedule.iteration(task) >= warmUp) {
        Kind kind = new Kind(schedule.operation(task), schedule.stage(task));
        times.add(kind, elapsed, ThreadTime.nanos() - processor);
      }
    }
    return false;
  }
}
