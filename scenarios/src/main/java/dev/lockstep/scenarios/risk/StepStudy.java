package dev.lockstep.scenarios.risk;

import dev.lockstep.scenarios.montecarlo.MeanInterval;
import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.montecarlo.QuantileInterval;
import dev.lockstep.scenarios.montecarlo.Repetitions;
import dev.lockstep.scenarios.risk.DisturbedSteps.Steps;
import dev.lockstep.scenarios.risk.FaultRisk.Quantile;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Repeats the steps of several strategies, which meet the same luck, until all means are sure. */
final class StepStudy {

  private final List<DisturbedSteps> strategies;
  private final Precision precision;

  StepStudy(List<DisturbedSteps> strategies, Precision precision) {
    this.strategies = List.copyOf(strategies);
    this.precision = precision;
  }

  /**
   * What came of it, a strategy each.
   *
   * @param undisturbedMs iteration time of each without disturbance
   */
  List<StepRisk> of(double[] undisturbedMs) {
    List<List<Steps>> done = Repetitions.until(precision, this::repetition, StepStudy::means);
    boolean precise = Repetitions.isPrecise(done, StepStudy::means, precision);
    return IntStream.range(0, strategies.size())
        .mapToObj(index -> risk(done, index, undisturbedMs[index], precise))
        .toList();
  }

  private List<Steps> repetition(int number) {
    return strategies.stream().map(strategy -> strategy.repetition(number)).toList();
  }

  private static double[] means(List<Steps> repetition) {
    return repetition.stream().mapToDouble(Steps::meanMs).toArray();
  }

  private StepRisk risk(List<List<Steps>> done, int index, double undisturbedMs, boolean precise) {
    double confidence = precision.confidence();
    double[] means = done.stream().mapToDouble(all -> all.get(index).meanMs()).toArray();
    double[] singles = done.stream().mapToDouble(all -> all.get(index).lastMs()).toArray();
    double[] differences =
        done.stream().mapToDouble(all -> all.get(index).meanMs() - all.get(0).meanMs()).toArray();
    return new StepRisk(
        undisturbedMs,
        MeanInterval.of(means, confidence),
        precise,
        Stream.of(0.05, 0.5, 0.95)
            .map(share -> new Quantile(share, QuantileInterval.of(singles, share, confidence)))
            .toList(),
        index == 0 ? Optional.empty() : Optional.of(MeanInterval.of(differences, confidence)));
  }
}
