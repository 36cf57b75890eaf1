package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.consumption.Fleet;
import dev.lockstep.scenarios.montecarlo.KeyedRandom;
import dev.lockstep.scenarios.montecarlo.MeanInterval;
import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.montecarlo.QuantileInterval;
import dev.lockstep.scenarios.montecarlo.Repetitions;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.reliability.CheckpointedJob;
import dev.lockstep.scenarios.reliability.Checkpoints;
import dev.lockstep.scenarios.reliability.ExponentialFailures;
import dev.lockstep.scenarios.reliability.FailureLaw;
import dev.lockstep.scenarios.reliability.Spares;
import dev.lockstep.scenarios.risk.FaultRisk.BestInterval;
import dev.lockstep.scenarios.risk.FaultRisk.Quantile;
import dev.lockstep.scenarios.scenario.section.risk.FaultsSection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lets a job meet its failures again and again. */
final class FaultStudy {

  private static final double SECONDS_PER_MINUTE = 60;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double SECONDS_PER_DAY = 86_400;
  private static final String POINTER = "/simulation/faults";

  /** Tells the random numbers of failures from others of the same seed. */
  private static final long FAILURES = 0xfa11;

  /** Jobs are cheap, and their quantiles want many. */
  private static final int FEWEST_JOBS = 1000;

  private static final int MOST_JOBS = 100_000;

  private static final int CURVE_POINTS = 36;

  private final FaultsSection section;
  private final Optional<FailureLaw> law;
  private final Optional<ExponentialFailures> exact;
  private final CheckpointedJob job;

  private FaultStudy(FaultsSection section, Fleet fleet, double workSeconds) {
    this.section = section;
    OptionalDouble mean = meanTimeBetweenSeconds(section, fleet);
    this.law = mean.stream().mapToObj(m -> new FailureLaw(m, section.weibullShape())).findFirst();
    this.exact = mean.stream().mapToObj(ExponentialFailures::new).findFirst();
    double interval =
        section.checkpointIntervalMinutes().stream()
            .map(minutes -> minutes * SECONDS_PER_MINUTE)
            .findFirst()
            .orElseGet(() -> exact.orElseThrow().bestIntervalSeconds(section.checkpointSeconds()));
    Optional<Spares> spares =
        section.spares().stream()
            .mapToObj(
                count -> new Spares(count, section.repairHours().orElseThrow() * SECONDS_PER_HOUR))
            .findFirst();
    this.job = new CheckpointedJob(workSeconds, checkpoints(interval), law, spares);
  }

  /**
   * What failures do to a job.
   *
   * @param fleet what can fail
   * @param workSeconds training that is to be done
   * @throws RefusedException if it would never end
   */
  static FaultRisk of(
      FaultsSection section, Fleet fleet, double workSeconds, long seed, Precision precision) {
    FaultStudy study = new FaultStudy(section, fleet, workSeconds);
    study.requireHope();
    Precision ofJobs =
        new Precision(precision.relative(), precision.confidence(), FEWEST_JOBS, MOST_JOBS);
    List<CheckpointedJob.Course> courses =
        Repetitions.until(
            ofJobs,
            i -> study.job.run(new KeyedRandom(KeyedRandom.key(seed, FAILURES, i))),
            course -> new double[] {course.seconds()});
    return study.risk(courses, precision.confidence());
  }

  /** Rates of failure add up over all parts of which each alone stops the job. */
  private static OptionalDouble meanTimeBetweenSeconds(FaultsSection section, Fleet fleet) {
    double perHour =
        section.deviceMtbfHours().stream().map(hours -> fleet.devices() / hours).sum()
            + section.nodeMtbfHours().stream().map(hours -> fleet.nodes() / hours).sum();
    return perHour == 0 ? OptionalDouble.empty() : OptionalDouble.of(SECONDS_PER_HOUR / perHour);
  }

  private Checkpoints checkpoints(double intervalSeconds) {
    return new Checkpoints(intervalSeconds, section.checkpointSeconds(), section.restartSeconds());
  }

  private void requireHope() {
    if (job.isHopeless()) {
      throw new RefusedException(
          POINTER,
          "a restart, %.0f s of training and a checkpoint hardly ever pass without one of the"
                  .formatted(job.checkpoints().intervalSeconds())
              + " failures, which come every %.0f s"
                  .formatted(law.orElseThrow().meanTimeBetweenSeconds()),
          "Save more often, or let less fail.");
    }
  }

  private FaultRisk risk(List<CheckpointedJob.Course> courses, double confidence) {
    double[] days =
        courses.stream().mapToDouble(course -> course.seconds() / SECONDS_PER_DAY).toArray();
    MeanInterval mean = MeanInterval.of(days, confidence);
    double work = job.workSeconds() / SECONDS_PER_DAY;
    OptionalDouble expected = expectedDays();
    return new FaultRisk(
        law.stream().mapToDouble(l -> l.meanTimeBetweenSeconds() / SECONDS_PER_HOUR).findFirst(),
        job.checkpoints().intervalSeconds() / SECONDS_PER_MINUTE,
        section.checkpointIntervalMinutes().isEmpty(),
        best(),
        work,
        mean,
        expected,
        work / mean.mean(),
        work / mean.high(),
        work / mean.low(),
        expected.stream().map(d -> work / d).findFirst(),
        work / (job.secondsWithoutFailures() / SECONDS_PER_DAY),
        courses.stream().mapToInt(CheckpointedJob.Course::failures).average().orElseThrow(),
        Stream.of(0.05, 0.5, 0.95)
            .map(share -> new Quantile(share, QuantileInterval.of(days, share, confidence)))
            .toList(),
        goodputByInterval());
  }

  /** From an eighth of the best interval to eight times as much, in equal ratios. */
  private List<IntervalGoodput> goodputByInterval() {
    double cost = section.checkpointSeconds();
    if (cost == 0 || law.filter(FailureLaw::isExponential).isEmpty()) {
      return List.of();
    }
    double best = exact.orElseThrow().bestIntervalSeconds(cost);
    return IntStream.rangeClosed(-CURVE_POINTS / 2, CURVE_POINTS / 2)
        .mapToDouble(i -> best * Math.pow(8, 2.0 * i / CURVE_POINTS))
        .mapToObj(
            seconds ->
                new IntervalGoodput(
                    seconds / SECONDS_PER_MINUTE,
                    exact.orElseThrow().goodput(checkpoints(seconds))))
        .toList();
  }

  private OptionalDouble expectedDays() {
    if (law.isEmpty()) {
      return OptionalDouble.of(job.secondsWithoutFailures() / SECONDS_PER_DAY);
    }
    return law.filter(FailureLaw::isExponential).isEmpty() || job.spares().isPresent()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            exact.orElseThrow().expectedSeconds(job.workSeconds(), job.checkpoints())
                / SECONDS_PER_DAY);
  }

  private Optional<BestInterval> best() {
    double cost = section.checkpointSeconds();
    return exact
        .filter(unused -> cost > 0)
        .map(
            failures -> {
              double best = failures.bestIntervalSeconds(cost);
              double young = failures.youngIntervalSeconds(cost);
              double daly = failures.dalyIntervalSeconds(cost);
              return new BestInterval(
                  best / SECONDS_PER_MINUTE,
                  failures.goodput(checkpoints(best)),
                  young / SECONDS_PER_MINUTE,
                  failures.goodput(checkpoints(young)),
                  daly / SECONDS_PER_MINUTE,
                  failures.goodput(checkpoints(daly)));
            });
  }
}
