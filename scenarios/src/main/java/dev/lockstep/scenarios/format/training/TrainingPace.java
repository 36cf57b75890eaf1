package dev.lockstep.scenarios.format.training;

import java.time.Duration;
import java.util.Locale;

/**
 * How far runs are and how fast they go.
 *
 * @param done mini-batches that are over
 * @param all mini-batches of all runs
 * @param seconds that they took
 */
public record TrainingPace(int done, int all, double seconds) {

  /** In one line, with the time that is left. */
  public String text() {
    double perSecond = done / seconds;
    long left = Math.round((all - done) / perSecond);
    return String.format(
        Locale.ROOT,
        "%,d of %,d mini-batches, %.3g a second, about %s left",
        done,
        all,
        perSecond,
        words(Duration.ofSeconds(left)));
  }

  private static String words(Duration left) {
    return left.toHours() > 0
        ? "%d h %02d min".formatted(left.toHours(), left.toMinutesPart())
        : "%d min %02d s".formatted(left.toMinutes(), left.toSecondsPart());
  }
}
