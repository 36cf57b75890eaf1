package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.train.TrainingResult;
import java.util.List;

/** Units of simulated time for an axis. */
enum TimeUnit {
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

  /** The largest of which the longest run takes at least three. */
  static TimeUnit of(List<TrainingResult> results) {
    double longest = results.stream().mapToDouble(TrainingResult::simulatedMs).max().orElse(0);
    TimeUnit best = MILLISECONDS;
    for (TimeUnit unit : values()) {
      best = longest >= AT_LEAST * unit.milliseconds ? unit : best;
    }
    return best;
  }

  String word() {
    return word;
  }

  double milliseconds() {
    return milliseconds;
  }
}
