package dev.lockstep.scenarios.cli.console;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** How many are done, on a line that is gone when all are. */
public final class Progress implements AutoCloseable {

  private static final int STEPS = 100;
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final int all;
  private final String what;
  private final boolean isShown;
  private final PrintWriter out;
  private final AtomicInteger done = new AtomicInteger();

  /**
   * Nothing done yet.
   *
   * @param what they are, in the plural
   * @param isShown whether anybody looks at it
   */
  public Progress(int all, String what, boolean isShown, PrintWriter out) {
    this.all = all;
    this.what = what;
    this.isShown = isShown;
    this.out = out;
  }

  /** One more; from any thread. */
  public void step() {
    int now = done.incrementAndGet();
    if (isShown && now * (long) STEPS / all != (now - 1) * (long) STEPS / all) {
      synchronized (out) {
        out.printf("%s%,d of %,d %s", CLEAR_LINE, now, all, what);
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
