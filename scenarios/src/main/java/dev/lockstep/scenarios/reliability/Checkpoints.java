package dev.lockstep.scenarios.reliability;

/**
 * How a job saves its state.
 *
 * @param intervalSeconds training between two checkpoints, the checkpoint itself not counted
 * @param checkpointSeconds training stands still for so long while it is written
 * @param restartSeconds from a failure until training goes on from the last checkpoint
 */
public record Checkpoints(double intervalSeconds, double checkpointSeconds, double restartSeconds) {

  /** A share of an interval that comes of dividing, not of what anyone wrote. */
  private static final double ROUNDING = 1e-9;

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if they cannot be
   */
  public Checkpoints {
    if (!(intervalSeconds > 0) || !(checkpointSeconds >= 0) || !(restartSeconds >= 0)) {
      throw new IllegalArgumentException(
          "checkpoints every %s s that take %s s, restarts of %s s"
              .formatted(intervalSeconds, checkpointSeconds, restartSeconds));
    }
  }

  /** Time of one interval with its checkpoint if nothing fails. */
  public double segmentSeconds() {
    return intervalSeconds + checkpointSeconds;
  }

  /** Share of the time that is training if nothing ever fails: T / (T + C). */
  public double goodputWithoutFailures() {
    return intervalSeconds / segmentSeconds();
  }

  /** Intervals that so much training fills. */
  public long wholeIntervals(double workSeconds) {
    return (long) Math.floor(workSeconds / intervalSeconds + ROUNDING);
  }

  /** What it has beyond them. */
  public double restSeconds(double workSeconds) {
    double rest = workSeconds - wholeIntervals(workSeconds) * intervalSeconds;
    return rest > ROUNDING * intervalSeconds ? rest : 0;
  }
}
