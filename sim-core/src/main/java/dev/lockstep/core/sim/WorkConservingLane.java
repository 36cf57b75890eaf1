package dev.lockstep.core.sim;

import java.util.PriorityQueue;

/**
 * A lane none of whose slots is idle while one of its tasks could run. When a slot is free it
 * takes, of the tasks that wait for nothing else, the one listed first; task ids are in list order.
 */
final class WorkConservingLane {

  private final Run run;
  private final PriorityQueue<Integer> ready = new PriorityQueue<>();
  private int freeSlots;
  private boolean asked;

  WorkConservingLane(Run run, int slots) {
    this.run = run;
    this.freeSlots = slots;
  }

  /** A task of this lane waits for nothing any more but the lane. */
  void ready(int task) {
    ready.add(task);
    askToChoose();
  }

  /** A task under way has ended. */
  void free() {
    freeSlots++;
    askToChoose();
  }

  /** Starts the next tasks. */
  void choose() {
    asked = false;
    while (freeSlots > 0 && !ready.isEmpty()) {
      freeSlots--;
      run.start(ready.remove());
    }
  }

  private void askToChoose() {
    if (!asked && freeSlots > 0 && !ready.isEmpty()) {
      asked = true;
      run.letChoose(this);
    }
  }
}
