package dev.lockstep.core.sim;

/** Takes over the tasks of a run whose end depends on what else is under way. */
interface Carrier {

  /** Takes none. */
  Carrier NONE =
      new Carrier() {
        @Override
        public boolean carries(int task) {
          return false;
        }

        @Override
        public void carry(int task, Runnable arrived) {
          throw new IllegalStateException("task %d is not carried".formatted(task));
        }
      };

  /** Whether it takes a task. */
  boolean carries(int task);

  /** Starts a task now and runs {@code arrived} when it ends. */
  void carry(int task, Runnable arrived);
}
