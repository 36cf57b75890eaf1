package dev.lockstep.scenarios.format.curve;

/** Units of simulated time for an axis. */
public enum TimeUnit {
  /** For less than three seconds. */
  MILLISECONDS("ms", 1),
  /** For less than three minutes. */
  SECONDS("s", 1e3),
  /** For less than three hours. */
  MINUTES("minutes", 6e4),
  /** For all else. */
  HOURS("hours", 3.6e6);

  private static final double AT_LEAST = 3;

  private final String word;
  private final double milliseconds;

  TimeUnit(String word, double milliseconds) {
    this.word = word;
    this.milliseconds = milliseconds;
  }

  /** The largest of which the longest time takes at least three. */
  public static TimeUnit of(double longestMs) {
    TimeUnit best = MILLISECONDS;
    for (TimeUnit unit : values()) {
      best = longestMs >= AT_LEAST * unit.milliseconds ? unit : best;
    }
    return best;
  }

  /** What stands beside an axis. */
  public String word() {
    return word;
  }

  /** How long one is. */
  public double milliseconds() {
    return milliseconds;
  }
}
