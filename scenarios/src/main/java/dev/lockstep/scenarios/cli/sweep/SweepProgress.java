package dev.lockstep.scenarios.cli.sweep;

import dev.lockstep.scenarios.study.run.StudyRow;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How far a study is, how fast it goes, and how long it will take, on a line that is gone then. */
final class SweepProgress implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final long BETWEEN_NANOS = 200_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final long all;
  private final boolean isShown;
  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private final long started;
  private long shown;
  private long first;
  private long done;

  SweepProgress(long all, boolean isShown, PrintWriter out, LongSupplier nanoTime) {
    this.all = all;
    this.isShown = isShown;
    this.out = out;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.shown = started;
  }

  /** One more row. Those that are left out, or were there before, show in its number. */
  void row(StudyRow row) {
    long number = Math.min(row.combination().number(), all);
    first = done == 0 ? number - 1 : first;
    done++;
    long now = nanoTime.getAsLong();
    if (isShown && now - shown >= BETWEEN_NANOS) {
      shown = now;
      double seconds = (now - started) / NANOS_PER_SECOND;
      double left = seconds / (number - first) * (all - number);
      out.printf(
          "%s%,d of %,d combinations, %,.0f rows a second, %s left",
          CLEAR_LINE, number, all, done / seconds, text(left));
      out.flush();
    }
  }

  private static String text(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toHours() > 0
        ? "%d:%02d h".formatted(left.toHours(), left.toMinutesPart())
        : "%d:%02d min".formatted(left.toMinutes(), left.toSecondsPart());
  }

  /** How long so many rows took. */
  String pace(long rows) {
    double seconds = (nanoTime.getAsLong() - started) / NANOS_PER_SECOND;
    return rows == 0
        ? ""
        : "; %,d in %.1f s, %,.0f a second".formatted(rows, seconds, rows / seconds);
  }

  void clear() {
    if (isShown) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
