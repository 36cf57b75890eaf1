package dev.lockstep.numerics.curve;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.curve.Kept.UnderWay;
import dev.lockstep.numerics.data.Samples;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.Training;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How well a network did while it learned.
 *
 * @param points from the first look to the last
 * @param staleness of each stage: the most updates between the weights that a forward read and
 *     those that its gradient changed
 */
public record LearningCurve(List<Point> points, List<Integer> staleness) implements Kept {

  /** Copies the lists. */
  public LearningCurve {
    points = List.copyOf(points);
    staleness = List.copyOf(staleness);
  }

  /**
   * A look at the network after an iteration's last update.
   *
   * @param iterations mini-batches so far
   * @param simulatedNanos when that update ended on the timeline
   * @param trainingLoss mean over the iterations since the look before
   * @param testLoss of the test samples
   * @param accuracy share of the test samples (or positions) that are right
   */
  public record Point(
      int iterations, long simulatedNanos, double trainingLoss, double testLoss, double accuracy)
      implements Serializable {}

  /**
   * Carries a timeline out.
   *
   * @param test what the network is judged by
   * @param every iterations from one look to the next; there is a look after the last in any case
   * @param progress is told of each iteration that is over
   */
  public static LearningCurve of(
      Timeline timeline, Training training, Samples test, int every, IntConsumer progress) {
    return of(timeline, training, test, every, progress, Checkpoints.NONE);
  }

  /**
   * Carries a timeline out, or what is left of it. The curve is the same to the last bit.
   *
   * @param test what the network is judged by
   * @param every iterations from one look to the next; there is a look after the last in any case
   * @param progress is told of each iteration that is over, but not of those that were kept
   * @param checkpoints what was kept of this run, and where more is to be kept
   */
  public static LearningCurve of(
      Timeline timeline,
      Training training,
      Samples test,
      int every,
      IntConsumer progress,
      Checkpoints checkpoints) {
    Optional<Kept> kept = checkpoints.last();
    if (kept.isPresent() && kept.get() instanceof LearningCurve whole) {
      return whole;
    }
    Schedule schedule = timeline.schedule();
    Optional<UnderWay> before = kept.map(UnderWay.class::cast);
    NumericRun run =
        before
            .map(half -> new NumericRun(schedule, training, half.run()))
            .orElseGet(() -> new NumericRun(schedule, training));
    int[] lastUpdate = lastUpdates(timeline);
    List<Point> points = new ArrayList<>(before.map(UnderWay::points).orElse(List.of()));
    int looked = points.isEmpty() ? 0 : points.get(points.size() - 1).iterations();
    int[] order = timeline.realisedOrder();
    for (int place = before.map(UnderWay::tasks).orElse(0); place < order.length; place++) {
      int task = order[place];
      run.execute(task);
      int iteration = schedule.iteration(task);
      if (schedule.operation(task) == Operation.UPDATE && lastUpdate[iteration] == task) {
        int done = iteration + 1;
        if (done % every == 0 || done == lastUpdate.length) {
          Judgement judged = Judgement.of(training, run.weights(), run.headWeights(), test);
          double loss = trainingLoss(run, looked, done);
          long nanos = timeline.endNanos(task);
          points.add(new Point(done, nanos, loss, judged.loss(), judged.accuracy()));
          looked = done;
        }
        if (checkpoints.isDue(done) && done < lastUpdate.length) {
          checkpoints.keep(done, new UnderWay(place + 1, points, run.stored()));
        }
        progress.accept(done);
      }
    }
    LearningCurve curve =
        new LearningCurve(
            points,
            IntStream.range(0, schedule.stageCount()).mapToObj(run.log()::staleness).toList());
    checkpoints.keep(lastUpdate.length, curve);
    return curve;
  }

  /** The update of each iteration that ends last; of those that end together the one named last. */
  private static int[] lastUpdates(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int[] order = timeline.realisedOrder();
    int iterations = 1 + Arrays.stream(order).map(schedule::iteration).max().orElseThrow();
    int[] last = new int[iterations];
    for (int task : order) {
      if (schedule.operation(task) == Operation.UPDATE) {
        last[schedule.iteration(task)] = task;
      }
    }
    return last;
  }

  private static double trainingLoss(NumericRun run, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(run.log()::loss)
        .filter(loss -> loss.isPresent())
        .mapToDouble(loss -> loss.getAsDouble())
        .average()
        .orElse(Double.NaN);
  }
}
