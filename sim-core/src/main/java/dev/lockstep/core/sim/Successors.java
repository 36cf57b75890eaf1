package dev.lockstep.core.sim;

import dev.lockstep.core.schedule.Schedule;

/**
 * Which tasks wait for a task: the predecessors of a schedule, turned round, in compressed rows.
 *
 * @param start for each task where its successors start, and their number at the end
 * @param tasks the successors
 */
record Successors(int[] start, int[] tasks) {

  /** Counts the successors of each task, adds up where its row begins, fills the rows. */
  static Successors of(Schedule schedule) {
    int count = schedule.taskCount();
    int[] start = new int[count + 2];
    for (int task = 0; task < count; task++) {
      for (int i = 0; i < schedule.predecessorCount(task); i++) {
        start[schedule.predecessor(task, i) + 2]++;
      }
    }
    for (int task = 0; task < count; task++) {
      start[task + 2] += start[task + 1];
    }
    int[] tasks = new int[start[count + 1]];
    for (int task = 0; task < count; task++) {
      for (int i = 0; i < schedule.predecessorCount(task); i++) {
        tasks[start[schedule.predecessor(task, i) + 1]++] = task;
      }
    }
    return new Successors(start, tasks);
  }

  /** Where the successors of a task start; they end where those of the next task start. */
  int first(int task) {
    return start[task];
  }

  int get(int index) {
    return tasks[index];
  }
}
