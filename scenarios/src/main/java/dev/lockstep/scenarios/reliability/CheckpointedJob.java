package dev.lockstep.scenarios.reliability;

import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * A job from its start to its last checkpoint. It trains for an interval, saves, and so on; what is
 * left at the end is saved too. A failure, whatever the job does at the moment, throws it back to
 * the last checkpoint and costs a restart, in which something may fail again.
 *
 * @param workSeconds training that is to be done
 * @param checkpoints how it saves its state
 * @param failures when something fails; empty: never
 * @param spares what takes the place of what failed; empty: there is always one
 */
public record CheckpointedJob(
    double workSeconds,
    Checkpoints checkpoints,
    Optional<FailureLaw> failures,
    Optional<Spares> spares) {

  /** Below this probability an interval is, for practical purposes, never finished. */
  private static final double HOPELESS = 1e-4;

  /** A job that always finds a spare. */
  public CheckpointedJob(
      double workSeconds, Checkpoints checkpoints, Optional<FailureLaw> failures) {
    this(workSeconds, checkpoints, failures, Optional.empty());
  }

  /**
   * How one job went.
   *
   * @param seconds from the start to the last checkpoint
   * @param failures that it met
   */
  public record Course(double seconds, int failures) {}

  /** Whether a restart and an interval hardly ever pass without a failure. */
  public boolean isHopeless() {
    double attempt = checkpoints.restartSeconds() + checkpoints.segmentSeconds();
    return failures.map(law -> law.survival(attempt) < HOPELESS).orElse(false);
  }

  /**
   * Lets a job happen.
   *
   * @throws IllegalStateException if it is hopeless
   */
  public Course run(UniformRandomProvider random) {
    if (isHopeless()) {
      throw new IllegalStateException("%s never ends".formatted(this));
    }
    return failures
        .map(law -> new Running(law.distribution().createSampler(random)).toTheEnd())
        .orElseGet(() -> new Course(secondsWithoutFailures(), 0));
  }

  /** From the start to the last checkpoint if nothing fails. */
  public double secondsWithoutFailures() {
    return checkpoints.wholeIntervals(workSeconds) * checkpoints.segmentSeconds() + lastSeconds();
  }

  /** What is left behind the whole intervals, with its checkpoint; 0 if nothing is. */
  private double lastSeconds() {
    double rest = checkpoints.restSeconds(workSeconds);
    return rest > 0 ? rest + checkpoints.checkpointSeconds() : 0;
  }

  /** From failure to failure; between two of them everything is certain. */
  private final class Running {

    private final ContinuousDistribution.Sampler times;
    private long segmentsLeft = checkpoints.wholeIntervals(workSeconds);
    private final Queue<Double> repaired = new PriorityQueue<>();
    private double elapsed;
    private int failed;

    Running(ContinuousDistribution.Sampler times) {
      this.times = times;
    }

    Course toTheEnd() {
      while (true) {
        double untilFailure = times.sample();
        double restart = failed == 0 ? 0 : checkpoints.restartSeconds();
        double untilDone = restart + segmentsLeft * checkpoints.segmentSeconds() + lastSeconds();
        if (untilDone <= untilFailure) {
          return new Course(elapsed + untilDone, failed);
        }
        double after = Math.max(0, untilFailure - restart);
        segmentsLeft -= Math.min(segmentsLeft, (long) (after / checkpoints.segmentSeconds()));
        elapsed += untilFailure;
        elapsed += spares.map(this::waitSeconds).orElse(0.0);
        failed++;
      }
    }

    /** Until a spare is there for what failed now. */
    private double waitSeconds(Spares ready) {
      while (!repaired.isEmpty() && repaired.peek() <= elapsed) {
        repaired.poll();
      }
      repaired.add(elapsed + ready.repairSeconds());
      return repaired.size() > ready.count() ? repaired.poll() - elapsed : 0;
    }
  }
}
