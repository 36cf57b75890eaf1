package dev.lockstep.scenarios.cli.train;

import dev.lockstep.scenarios.format.training.TrainingPace;
import java.io.PrintWriter;
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
  private final Supplier<String> kept;
  private final long startNanos;
  private final Thread interrupted = new Thread(this::interrupted);
  private int done;
  private long shownNanos;

  /** Nothing done yet, and nothing kept before the end. */
  TrainingProgress(int all, boolean isShown, PrintWriter out, LongSupplier clockNanos) {
    this(all, isShown, out, clockNanos, () -> "nothing was written");
  }

  /**
   * Nothing done yet.
   *
   * @param all mini-batches of all runs that are still to be learned from
   * @param isShown whether anybody looks at it
   * @param clockNanos the time
   * @param kept what is kept if the program is stopped now
   */
  TrainingProgress(
      int all, boolean isShown, PrintWriter out, LongSupplier clockNanos, Supplier<String> kept) {
    this.all = all;
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
      double seconds = (now - startNanos) / NANOS_PER_SECOND;
      out.print(CLEAR_LINE + new TrainingPace(done, all, seconds).text());
      out.flush();
    }
  }

  private synchronized void interrupted() {
    out.printf(
        Locale.ROOT,
        "%slockstep: stopped after %,d of %,d mini-batches; %s.%n",
        isShown ? CLEAR_LINE : "",
        done,
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
