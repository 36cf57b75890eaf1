package dev.lockstep.numerics.threads;

import dev.lockstep.core.schedule.Schedule;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/** Which tasks wait for a task, and for how many others each still waits. */
final class Dependants {

  private final int[] start;
  private final int[] tasks;
  private final AtomicIntegerArray waitingFor;

  Dependants(Schedule schedule) {
    int count = schedule.taskCount();
    this.waitingFor = new AtomicIntegerArray(count);
    this.start = new int[count + 2];
    for (int task = 0; task < count; task++) {
      waitingFor.set(task, schedule.predecessorCount(task));
      for (int i = 0; i < schedule.predecessorCount(task); i++) {
        start[schedule.predecessor(task, i) + 2]++;
      }
    }
    for (int task = 0; task < count; task++) {
      start[task + 2] += start[task + 1];
    }
    this.tasks = new int[start[count + 1]];
    for (int task = 0; task < count; task++) {
      for (int i = 0; i < schedule.predecessorCount(task); i++) {
        tasks[start[schedule.predecessor(task, i) + 1]++] = task;
      }
    }
  }

  /** The tasks that wait for nothing from the beginning. */
  void forFirst(IntConsumer ready) {
    for (int task = 0; task < waitingFor.length(); task++) {
      if (waitingFor.get(task) == 0) {
        ready.accept(task);
      }
    }
  }

  /** A task is done: tells which others wait for nothing any more. */
  void done(int task, IntConsumer ready) {
    for (int i = start[task]; i < start[task + 1]; i++) {
      if (waitingFor.decrementAndGet(tasks[i]) == 0) {
        ready.accept(tasks[i]);
      }
    }
  }
}
