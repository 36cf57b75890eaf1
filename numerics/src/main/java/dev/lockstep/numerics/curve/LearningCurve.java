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
import java.util.function.Consumer;
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
   * @param cosines of the angle between the gradient that each stage applied in the last iteration
   *     and that of plain backpropagation; empty if they were not compared
   */
  public record Point(
      int iterations,
      long simulatedNanos,
      double trainingLoss,
      double testLoss,
      double accuracy,
      List<Double> cosines)
      implements Serializable {

    /** Copies the list. */
    public Point {
      cosines = List.copyOf(cosines);
    }

    private Point at(long nanos) {
      return new Point(iterations, nanos, trainingLoss, testLoss, accuracy, cosines);
    }
  }

  /**
   * How a network is looked at.
   *
   * @param test what it is judged by
   * @param every iterations from one look to the next; there is a look after the last in any case
   * @param compareGradients whether gradients are held against those of plain backpropagation
   */
  public record Looks(Samples test, int every, boolean compareGradients) {}

  /**
   * Carries a timeline out.
   *
   * @param looks when and how the network is judged
   * @param progress is told of each iteration that is over
   * @param listener is told of each look
   */
  public static LearningCurve of(
      Timeline timeline,
      Training training,
      Looks looks,
      IntConsumer progress,
      Consumer<Point> listener) {
    return of(timeline, training, looks, progress, listener, Checkpoints.NONE);
  }

  /**
   * Carries a timeline out, or what is left of it. The curve is the same to the last bit.
   *
   * @param looks when and how the network is judged
   * @param progress is told of each iteration that is over, but not of those that were kept
   * @param listener is told of each look, at once of those that were kept
   * @param checkpoints what was kept of this run, and where more is to be kept
   */
  public static LearningCurve of(
      Timeline timeline,
      Training training,
      Looks looks,
      IntConsumer progress,
      Consumer<Point> listener,
      Checkpoints checkpoints) {
    Optional<Kept> kept = checkpoints.last();
    if (kept.isPresent() && kept.get() instanceof LearningCurve whole) {
      whole.points().forEach(listener);
      return whole;
    }
    Schedule schedule = timeline.schedule();
    Optional<UnderWay> before = kept.map(UnderWay.class::cast);
    NumericRun run =
        before
            .map(half -> new NumericRun(schedule, training, half.run()))
            .orElseGet(() -> new NumericRun(schedule, training));
    int every = looks.every();
    if (looks.compareGradients()) {
      run.compareGradients(every);
    }
    int[] lastUpdate = lastUpdates(timeline);
    List<Point> points = new ArrayList<>(before.map(UnderWay::points).orElse(List.of()));
    points.forEach(listener);
    int looked = points.isEmpty() ? 0 : points.get(points.size() - 1).iterations();
    int[] order = timeline.realisedOrder();
    for (int place = before.map(UnderWay::tasks).orElse(0); place < order.length; place++) {
      int task = order[place];
      run.execute(task);
      int iteration = schedule.iteration(task);
      if (schedule.operation(task) == Operation.UPDATE && lastUpdate[iteration] == task) {
        int done = iteration + 1;
        if (done % every == 0 || done == lastUpdate.length) {
          Judgement judged = Judgement.of(training, run.weights(), run.headWeights(), looks.test());
          double loss = trainingLoss(run, looked, done);
          long nanos = timeline.endNanos(task);
          points.add(
              new Point(
                  done,
                  nanos,
                  loss,
                  judged.loss(),
                  judged.accuracy(),
                  cosines(run, schedule, iteration)));
          looked = done;
          listener.accept(points.get(points.size() - 1));
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

  /** The same looks, as another timeline with as many iterations comes to them. */
  public LearningCurve retimed(Timeline timeline) {
    int[] lastUpdate = lastUpdates(timeline);
    return new LearningCurve(
        points.stream()
            .map(point -> point.at(timeline.endNanos(lastUpdate[point.iterations() - 1])))
            .toList(),
        staleness);
  }

  /** All stages', or none. */
  private static List<Double> cosines(NumericRun run, Schedule schedule, int iteration) {
    List<Double> all =
        IntStream.range(0, schedule.stageCount())
            .mapToObj(stage -> run.log().cosine(stage, iteration))
            .flatMap(cosine -> cosine.stream().boxed())
            .toList();
    return all.size() == schedule.stageCount() ? all : List.of();
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
