package dev.lockstep.scenarios.cli.validate;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** How many rows are done, on a line that is gone when all are. */
final class Progress implements AutoCloseable {

  private static final int STEPS = 100;
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final int rows;
  private final boolean isShown;
  private final PrintWriter out;
  private final AtomicInteger done = new AtomicInteger();

  /**
   * Nothing done yet.
   *
   * @param isShown whether anybody looks at it
   */
  Progress(int rows, boolean isShown, PrintWriter out) {
    this.rows = rows;
    this.isShown = isShown;
    this.out = out;
  }

  /** One row more; from any thread. */
  void step() {
    int now = done.incrementAndGet();
    if (isShown && now * (long) STEPS / rows != (now - 1) * (long) STEPS / rows) {
      synchronized (out) {
        out.printf("%s%,d of %,d rows", CLEAR_LINE, now, rows);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    if (isShown) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }
}
