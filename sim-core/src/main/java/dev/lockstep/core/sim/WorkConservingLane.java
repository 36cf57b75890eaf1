package dev.lockstep.core.sim;

import java.util.PriorityQueue;

/**
 * A lane that is never idle while one of its tasks could run. When it is free it takes, of the
 * tasks that wait for nothing else, the one listed first; task ids are in list order.
 */
final class WorkConservingLane {

  private final Run run;
  private final PriorityQueue<Integer> ready = new PriorityQueue<>();
  private boolean busy;
  private boolean asked;

  WorkConservingLane(Run run) {
    this.run = run;
  }

  /** A task of this lane waits for nothing any more but the lane. */
  void ready(int task) {
    ready.add(task);
    askToChoose();
  }

  /** The task under way has ended. */
  void free() {
    busy = false;
    askToChoose();
  }

  /** Starts the next task. */
  void choose() {
    asked = false;
    busy = true;
    run.start(ready.remove());
  }

  private void askToChoose() {
    if (!asked && !busy && !ready.isEmpty()) {
      asked = true;
      run.letChoose(this);
    }
  }
}
