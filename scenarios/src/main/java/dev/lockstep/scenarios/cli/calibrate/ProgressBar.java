package dev.lockstep.scenarios.cli.calibrate;

import java.io.PrintWriter;
import java.util.Locale;

/** How much is done, on one line that is written over; nothing where there is no terminal. */
final class ProgressBar {

  private static final int WIDTH = 40;

  private final PrintWriter out;
  private final boolean shown;
  private int percent = -1;

  private ProgressBar(PrintWriter out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  static ProgressBar on(PrintWriter out) {
    return new ProgressBar(out, System.console() != null);
  }

  void show(double done) {
    int now = (int) (100 * done);
    if (shown && now != percent) {
      percent = now;
      int full = (int) (WIDTH * done);
      out.print(
          String.format(
              Locale.ROOT, "\r[%s%s] %3d %%", "#".repeat(full), ".".repeat(WIDTH - full), now));
      out.flush();
    }
  }

  void clear() {
    if (shown) {
      out.print("\r" + " ".repeat(WIDTH + 8) + "\r");
      out.flush();
    }
  }
}
