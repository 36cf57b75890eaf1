package dev.lockstep.scenarios.reliability;

import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * What is to be expected if failures come at random, at the same rate whatever happens, restarts
 * and checkpoints included.
 *
 * <p>Daly: A higher order estimate of the optimum checkpoint interval for restart dumps, Future
 * Generation Computer Systems 22 (2006), section 4: the model without approximations.
 *
 * @param meanTimeBetweenSeconds M, of the whole job
 */
public record ExponentialFailures(double meanTimeBetweenSeconds) {

  private static final double RELATIVE_ACCURACY = 1e-14;
  private static final double ABSOLUTE_ACCURACY = 1e-15;

  /** Above so many mean times between failures, checkpoints are best one mean time apart. */
  private static final double DEAR_CHECKPOINT = 30;

  /**
   * Checks the time.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public ExponentialFailures {
    if (!(meanTimeBetweenSeconds > 0)) {
      throw new IllegalArgumentException("%s s between failures".formatted(meanTimeBetweenSeconds));
    }
  }

  /** Expected time until so much has been done without interruption: M e^(R/M) (e^(t/M) - 1). */
  public double expectedSeconds(double uninterruptedSeconds, double restartSeconds) {
    return meanTimeBetweenSeconds
        * Math.exp(restartSeconds / meanTimeBetweenSeconds)
        * Math.expm1(uninterruptedSeconds / meanTimeBetweenSeconds);
  }

  /** Expected time of a job: its whole intervals and what is left, each with a checkpoint. */
  public double expectedSeconds(double workSeconds, Checkpoints checkpoints) {
    double whole = checkpoints.wholeIntervals(workSeconds);
    double rest = checkpoints.restSeconds(workSeconds);
    double restart = checkpoints.restartSeconds();
    double ofRest = rest > 0 ? expectedSeconds(rest + checkpoints.checkpointSeconds(), restart) : 0;
    return whole * expectedSeconds(checkpoints.segmentSeconds(), restart) + ofRest;
  }

  /** Share of the time of a long job that is training: T over the expected time of a segment. */
  public double goodput(Checkpoints checkpoints) {
    return checkpoints.intervalSeconds()
        / expectedSeconds(checkpoints.segmentSeconds(), checkpoints.restartSeconds());
  }

  /**
   * The interval of the greatest goodput. Where its derivative vanishes, x = T/M solves x + ln(1 -
   * x) = -C/M; the restart makes no difference.
   *
   * @param checkpointSeconds C, above 0
   */
  public double bestIntervalSeconds(double checkpointSeconds) {
    double cost = checkpointSeconds / meanTimeBetweenSeconds;
    if (cost > DEAR_CHECKPOINT) {
      return meanTimeBetweenSeconds;
    }
    BrentSolver solver = new BrentSolver(RELATIVE_ACCURACY, ABSOLUTE_ACCURACY, 0);
    double share = solver.findRoot(x -> x + Math.log1p(-x) + cost, 0, Math.nextDown(1.0));
    return share * meanTimeBetweenSeconds;
  }

  /**
   * Young: A first order approximation to the optimum checkpoint interval, Communications of the
   * ACM 17 (1974): sqrt(2 C M).
   */
  public double youngIntervalSeconds(double checkpointSeconds) {
    return Math.sqrt(2 * checkpointSeconds * meanTimeBetweenSeconds);
  }

  /**
   * Daly 2006, equation 37: sqrt(2 C M) (1 + sqrt(C / 2M) / 3 + (C / 2M) / 9) - C, or M where C is
   * at least 2 M.
   */
  public double dalyIntervalSeconds(double checkpointSeconds) {
    double ratio = checkpointSeconds / (2 * meanTimeBetweenSeconds);
    if (ratio >= 1) {
      return meanTimeBetweenSeconds;
    }
    return youngIntervalSeconds(checkpointSeconds) * (1 + Math.sqrt(ratio) / 3 + ratio / 9)
        - checkpointSeconds;
  }
}
