package dev.lockstep.scenarios.train;

import dev.lockstep.numerics.curve.LearningCurve;
import dev.lockstep.numerics.curve.LearningCurve.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What came of a strategy: how well its network did, and when.
 *
 * @param scenario name of the scenario
 * @param strategy its strategy, as the user called it
 * @param data name of the data set
 * @param accuracy share of the test samples (or positions) that are right at the end
 * @param testLoss mean cross-entropy in nats at the end; absent if it is no number in a run
 * @param iterations mini-batches of each run
 * @param samplesPerIteration samples of a mini-batch
 * @param epochs how often each training sample was learned from
 * @param simulatedMs end of the last update on the scenario's cluster
 * @param target when a wanted accuracy was reached, if one was asked for
 * @param staleness of each stage, in updates
 * @param gradientCosines of each stage, the mean over all looks: of the angle between the gradient
 *     that it applied and that of plain backpropagation; if they were compared at each
 * @param seeds a curve of each seed, the seeds counted from the scenario's
 */
public record TrainingResult(
    String scenario,
    String strategy,
    String data,
    MeanOfSeeds accuracy,
    Optional<MeanOfSeeds> testLoss,
    int iterations,
    int samplesPerIteration,
    double epochs,
    double simulatedMs,
    Optional<TimeToTarget> target,
    List<Integer> staleness,
    Optional<List<MeanOfSeeds>> gradientCosines,
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

    private double meanCosine(int stage) {
      return looks.stream()
          .mapToDouble(look -> look.gradientCosines().orElseThrow().get(stage))
          .average()
          .orElseThrow();
    }

    private Look last() {
      return looks.get(looks.size() - 1);
    }
  }

  /**
   * A look at the network while it learns.
   *
   * @param iterations mini-batches so far
   * @param simulatedMs when the last of them was learned from, on the scenario's cluster
   * @param trainingLoss mean over the mini-batches since the look before; absent if no number
   * @param testLoss of the test samples; absent if no number
   * @param accuracy share of the test samples (or positions) that are right
   * @param gradientCosines of each stage: of the angle between the gradient of its last update and
   *     that of plain backpropagation; absent if it was not asked for or has no meaning
   */
  public record Look(
      int iterations,
      double simulatedMs,
      OptionalDouble trainingLoss,
      OptionalDouble testLoss,
      double accuracy,
      Optional<List<Double>> gradientCosines) {

    static Look of(Point point) {
      return new Look(
          point.iterations(),
          point.simulatedNanos() / NANOS_PER_MS,
          number(point.trainingLoss()),
          number(point.testLoss()),
          point.accuracy(),
          Optional.of(point.cosines()).filter(cosines -> !cosines.isEmpty()));
    }

    private static OptionalDouble number(double figure) {
      return Double.isFinite(figure) ? OptionalDouble.of(figure) : OptionalDouble.empty();
    }
  }

  /** What came of a job's runs. */
  static TrainingResult of(
      String scenario, String strategy, TrainingJob job, long firstSeed, List<LearningCurve> all) {
    List<OfSeed> seeds =
        IntStream.range(0, all.size()).mapToObj(i -> seed(firstSeed + i, all.get(i))).toList();
    List<Look> last = seeds.stream().map(OfSeed::last).toList();
    return new TrainingResult(
        scenario,
        strategy,
        job.data(),
        MeanOfSeeds.of(last.stream().map(Look::accuracy).toList()),
        testLoss(last),
        job.iterations(),
        job.samplesPerIteration(),
        job.epochs(),
        last.get(0).simulatedMs(),
        job.targetAccuracy().stream()
            .mapToObj(accuracy -> TimeToTarget.of(accuracy, seeds))
            .findFirst(),
        all.get(0).staleness(),
        gradientCosines(seeds),
        seeds);
  }

  private static OfSeed seed(long seed, LearningCurve curve) {
    return new OfSeed(seed, curve.points().stream().map(Look::of).toList());
  }

  private static Optional<List<MeanOfSeeds>> gradientCosines(List<OfSeed> seeds) {
    boolean compared =
        seeds.stream()
            .allMatch(one -> one.looks().stream().allMatch(l -> l.gradientCosines().isPresent()));
    if (!compared) {
      return Optional.empty();
    }
    int stages = seeds.get(0).last().gradientCosines().orElseThrow().size();
    return Optional.of(
        IntStream.range(0, stages)
            .mapToObj(
                stage -> MeanOfSeeds.of(seeds.stream().map(one -> one.meanCosine(stage)).toList()))
            .toList());
  }

  private static Optional<MeanOfSeeds> testLoss(List<Look> last) {
    return last.stream().allMatch(look -> look.testLoss().isPresent())
        ? Optional.of(
            MeanOfSeeds.of(last.stream().map(look -> look.testLoss().getAsDouble()).toList()))
        : Optional.empty();
  }
}
