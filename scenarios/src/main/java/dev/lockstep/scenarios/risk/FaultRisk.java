package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.montecarlo.MeanInterval;
import dev.lockstep.scenarios.montecarlo.QuantileInterval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What failures and checkpoints do to the time of a job.
 *
 * @param meanTimeBetweenFailuresHours of the whole job; absent if nothing fails
 * @param checkpointIntervalMinutes training between two checkpoints
 * @param intervalIsBest whether it was left to be the best
 * @param best the interval of the greatest goodput and its estimates; absent if nothing fails or
 *     checkpoints cost nothing
 * @param trainingDays time of the job without checkpoints and failures
 * @param days its time with both, mean of the repetitions
 * @param expectedDays the same by the closed form; absent unless failures come at random or never,
 *     and there is always a spare
 * @param goodput training over the job's time
 * @param goodputLow lower end of its interval
 * @param goodputHigh upper end
 * @param expectedGoodput the same by the closed form
 * @param goodputWithoutFailures what checkpoints leave by themselves
 * @param failures mean number of failures of the job
 * @param quantiles of the job's time in days
 * @param goodputByInterval by the closed form, around the best interval; empty unless failures come
 *     at random and checkpoints cost something
 */
public record FaultRisk(
    OptionalDouble meanTimeBetweenFailuresHours,
    double checkpointIntervalMinutes,
    boolean intervalIsBest,
    Optional<BestInterval> best,
    double trainingDays,
    MeanInterval days,
    OptionalDouble expectedDays,
    double goodput,
    double goodputLow,
    double goodputHigh,
    OptionalDouble expectedGoodput,
    double goodputWithoutFailures,
    double failures,
    List<Quantile> quantiles,
    List<IntervalGoodput> goodputByInterval) {

  /** Copies the lists. */
  public FaultRisk {
    quantiles = List.copyOf(quantiles);
    goodputByInterval = List.copyOf(goodputByInterval);
  }

  /**
   * The interval between checkpoints with the greatest goodput if failures come at random.
   *
   * @param minutes where the exact goodput is greatest
   * @param goodput there
   * @param youngMinutes Young's estimate
   * @param youngGoodput exact goodput with it
   * @param dalyMinutes Daly's estimate
   * @param dalyGoodput exact goodput with it
   */
  public record BestInterval(
      double minutes,
      double goodput,
      double youngMinutes,
      double youngGoodput,
      double dalyMinutes,
      double dalyGoodput) {}

  /**
   * A quantile.
   *
   * @param share of the cases that do not exceed it
   * @param value of it, with an interval
   */
  public record Quantile(double share, QuantileInterval value) {}
}
