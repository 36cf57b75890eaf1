package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A figure of all runs of a strategy, look by look.
 *
 * @param strategy as the user called it
 * @param points from the first look to the last; of looks at which the figure is a number in every
 *     run
 */
record MeanCurve(String strategy, List<Point> points) {

  MeanCurve {
    points = List.copyOf(points);
  }

  /**
   * A look.
   *
   * @param iterations mini-batches so far
   * @param simulatedMs the same moment on the scenario's cluster
   * @param mean over the runs
   * @param least of the runs
   * @param most of the runs
   */
  record Point(int iterations, double simulatedMs, double mean, double least, double most) {}

  static MeanCurve accuracy(TrainingResult result) {
    return of(result, look -> OptionalDouble.of(look.accuracy()));
  }

  static MeanCurve testLoss(TrainingResult result) {
    return of(result, Look::testLoss);
  }

  private static MeanCurve of(TrainingResult result, Function<Look, OptionalDouble> figure) {
    int looks = result.seeds().get(0).looks().size();
    return new MeanCurve(
        result.strategy(),
        IntStream.range(0, looks)
            .mapToObj(
                i -> result.seeds().stream().map(OfSeed::looks).map(all -> all.get(i)).toList())
            .filter(all -> all.stream().allMatch(look -> figure.apply(look).isPresent()))
            .map(all -> point(all, figure))
            .toList());
  }

  private static Point point(List<Look> looks, Function<Look, OptionalDouble> figure) {
    DoubleSummaryStatistics all =
        looks.stream().mapToDouble(look -> figure.apply(look).getAsDouble()).summaryStatistics();
    Look first = looks.get(0);
    return new Point(
        first.iterations(), first.simulatedMs(), all.getAverage(), all.getMin(), all.getMax());
  }
}
