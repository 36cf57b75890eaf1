package dev.lockstep.scenarios.train;

import dev.lockstep.numerics.curve.LearningCurve;
import dev.lockstep.numerics.curve.LearningCurve.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What came of a strategy: how well its network did, and when.
 *
 * @param scenario name of the scenario
 * @param strategy its strategy, as the user called it
 * @param data name of the data set
 * @param accuracy share of the test samples (or positions) that are right at the end
 * @param testLoss at the end
 * @param simulatedMs end of the last update on the scenario's cluster
 * @param staleness of each stage, in updates
 * @param seeds a curve of each seed, the seeds counted from the scenario's
 */
public record TrainingResult(
    String scenario,
    String strategy,
    String data,
    MeanOfSeeds accuracy,
    MeanOfSeeds testLoss,
    double simulatedMs,
    List<Integer> staleness,
    List<OfSeed> seeds) {

  private static final double NANOS_PER_MS = 1e6;

  /** Copies the lists. */
  public TrainingResult {
    staleness = List.copyOf(staleness);
    seeds = List.copyOf(seeds);
  }

  /** What came of one seed. */
  public record OfSeed(long seed, List<Look> looks) {

    /** Copies the list. */
    public OfSeed {
      looks = List.copyOf(looks);
    }
  }

  /**
   * A look at the network while it learns.
   *
   * @param iterations mini-batches so far
   * @param simulatedMs when the last of them was learned from, on the scenario's cluster
   * @param trainingLoss mean over the mini-batches since the look before
   * @param testLoss of the test samples
   * @param accuracy share of the test samples (or positions) that are right
   */
  public record Look(
      int iterations, double simulatedMs, double trainingLoss, double testLoss, double accuracy) {

    private static Look of(Point point) {
      return new Look(
          point.iterations(),
          point.simulatedNanos() / NANOS_PER_MS,
          point.trainingLoss(),
          point.testLoss(),
          point.accuracy());
    }
  }

  static TrainingResult of(
      String scenario, String strategy, String data, long firstSeed, List<LearningCurve> curves) {
    return new TrainingResult(
        scenario,
        strategy,
        data,
        atTheEnd(curves, Point::accuracy),
        atTheEnd(curves, Point::testLoss),
        last(curves.get(0)).simulatedNanos() / NANOS_PER_MS,
        curves.get(0).staleness(),
        IntStream.range(0, curves.size())
            .mapToObj(
                i ->
                    new OfSeed(
                        firstSeed + i, curves.get(i).points().stream().map(Look::of).toList()))
            .toList());
  }

  private static MeanOfSeeds atTheEnd(List<LearningCurve> curves, ToDoubleFunction<Point> figure) {
    return MeanOfSeeds.of(curves.stream().map(c -> figure.applyAsDouble(last(c))).toList());
  }

  private static Point last(LearningCurve curve) {
    return curve.points().get(curve.points().size() - 1);
  }
}
