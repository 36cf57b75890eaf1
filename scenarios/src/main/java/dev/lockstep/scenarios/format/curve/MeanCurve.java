package dev.lockstep.scenarios.format.curve;

import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A figure of all runs of a strategy, look by look.
 *
 * @param strategy as the user called it
 * @param points from the first look to the last; of looks at which the figure is a number in every
 *     run
 */
public record MeanCurve(String strategy, List<Point> points) {

  /** Copies the list. */
  public MeanCurve {
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
  public record Point(int iterations, double simulatedMs, double mean, double least, double most) {}

  /** Of a strategy's runs. */
  public static MeanCurve of(TrainingResult result, LearnedFigure figure) {
    return of(result.strategy(), result.seeds(), figure);
  }

  /**
   * Of runs, some of which may be going on: where one has not come to a look yet, the figure is
   * that of the others.
   */
  public static MeanCurve of(String strategy, List<OfSeed> seeds, LearnedFigure figure) {
    int looks = seeds.stream().mapToInt(seed -> seed.looks().size()).max().orElse(0);
    return new MeanCurve(
        strategy,
        IntStream.range(0, looks)
            .mapToObj(look -> looks(seeds, look))
            .filter(all -> all.stream().allMatch(look -> figure.of(look).isPresent()))
            .map(all -> point(all, figure))
            .toList());
  }

  private static List<Look> looks(List<OfSeed> seeds, int number) {
    return seeds.stream()
        .map(OfSeed::looks)
        .filter(looks -> number < looks.size())
        .map(looks -> looks.get(number))
        .toList();
  }

  private static Point point(List<Look> looks, LearnedFigure figure) {
    DoubleSummaryStatistics all =
        looks.stream().mapToDouble(look -> figure.of(look).getAsDouble()).summaryStatistics();
    Look first = looks.get(0);
    return new Point(
        first.iterations(), first.simulatedMs(), all.getAverage(), all.getMin(), all.getMax());
  }
}
