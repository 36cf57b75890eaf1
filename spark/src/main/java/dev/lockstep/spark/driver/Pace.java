package dev.lockstep.spark.driver;

/**
 * How many rows a task has. One at first, since a row may take minutes and what is under way is
 * lost with its worker; twice as many after each batch that came back at once, since handing out
 * tasks takes time too.
 */
final class Pace {

  private static final int MOST_ROWS = 256;
  private static final long AT_ONCE_NANOS = 500_000_000;
  private static final long LATE_NANOS = 5_000_000_000L;

  private int rowsATask = 1;

  int rowsATask() {
    return rowsATask;
  }

  /** Notes how long a batch was waited for. */
  void batchTook(long nanos) {
    if (nanos < AT_ONCE_NANOS) {
      rowsATask = Math.min(MOST_ROWS, 2 * rowsATask);
    } else if (nanos > LATE_NANOS) {
      rowsATask = Math.max(1, rowsATask / 2);
    }
  }
}
