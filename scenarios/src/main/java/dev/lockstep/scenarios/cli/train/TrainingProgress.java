package dev.lockstep.scenarios.cli.train;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far all runs are, how fast they go and how long they will take, on a line that is gone when
 * they are done. Whoever interrupts the program is told what was kept.
 */
final class TrainingProgress implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final long LEAST_PAUSE_NANOS = 200_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final int all;
  private final boolean isShown;
  private final PrintWriter out;
  private final LongSupplier clockNanos;
  private final int before;
  private final Supplier<String> kept;
  private final long startNanos;
  private final Thread interrupted = new Thread(this::interrupted);
  private int done;
  private long shownNanos;

  /**
   * Nothing done yet.
   *
   * @param all mini-batches of all runs
   * @param before how many of them were learned from at another time
   * @param isShown whether anybody looks at it
   * @param clockNanos the time
   * @param kept what is kept if the program is stopped now
   */
  TrainingProgress(
      int all,
      int before,
      boolean isShown,
      PrintWriter out,
      LongSupplier clockNanos,
      Supplier<String> kept) {
    this.all = all;
    this.before = before;
    this.kept = kept;
    this.isShown = isShown;
    this.out = out;
    this.clockNanos = clockNanos;
    this.startNanos = clockNanos.getAsLong();
    this.shownNanos = startNanos;
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  /** One more mini-batch is over; from any thread. */
  synchronized void step() {
    done++;
    long now = clockNanos.getAsLong();
    if (isShown && now - shownNanos >= LEAST_PAUSE_NANOS) {
      shownNanos = now;
      out.print(CLEAR_LINE + line((now - startNanos) / NANOS_PER_SECOND));
      out.flush();
    }
  }

  private String line(double seconds) {
    double perSecond = done / seconds;
    long left = Math.round((all - before - done) / perSecond);
    return String.format(
        Locale.ROOT,
        "%,d of %,d mini-batches, %.3g a second, about %s left",
        before + done,
        all,
        perSecond,
        words(Duration.ofSeconds(left)));
  }

  private static String words(Duration left) {
    return left.toHours() > 0
        ? "%d h %02d min".formatted(left.toHours(), left.toMinutesPart())
        : "%d min %02d s".formatted(left.toMinutes(), left.toSecondsPart());
  }

  private synchronized void interrupted() {
    out.printf(
        Locale.ROOT,
        "%slockstep: stopped after %,d of %,d mini-batches; %s.%n",
        isShown ? CLEAR_LINE : "",
        before + done,
        all,
        kept.get());
    out.flush();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      return; // the program is being stopped, and says so
    }
    if (isShown) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }
}
