package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.tensor.Loss;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What a run notes: losses by micro-batch and the staleness of each update's gradients. */
public final class RunLog implements Serializable {

  private final int microBatchesPerIteration;
  private final double[] losses;
  private final double[][] headLosses;
  private final int[][] forwardVersions;
  private final int[] mostStaleness;
  private final int replicas;
  private final Map<List<Integer>, List<Double>> cosines = new HashMap<>();

  RunLog(Schedule schedule, int replicas) {
    this.replicas = replicas;
    int microBatches = 0;
    for (int task = 0; task < schedule.taskCount(); task++) {
      microBatches = Math.max(microBatches, schedule.microBatch(task) + 1);
    }
    this.microBatchesPerIteration = schedule.microBatchesPerIteration();
    this.losses = new double[microBatches];
    this.headLosses = new double[schedule.stageCount()][microBatches];
    this.forwardVersions = new int[schedule.stageCount()][microBatches];
    this.mostStaleness = new int[schedule.stageCount()];
    Arrays.fill(losses, Double.NaN);
    Arrays.stream(headLosses).forEach(stage -> Arrays.fill(stage, Double.NaN));
  }

  int microBatches() {
    return losses.length;
  }

  void loss(int microBatch, Loss.Value loss) {
    add(losses, microBatch, loss);
  }

  void headLoss(int stage, int microBatch, Loss.Value loss) {
    add(headLosses[stage], microBatch, loss);
  }

  /** Replicas see as many samples each. */
  private void add(double[] all, int microBatch, Loss.Value loss) {
    double part = loss.mean() / replicas;
    all[microBatch] = Double.isNaN(all[microBatch]) ? part : all[microBatch] + part;
  }

  void forwardRead(int stage, int microBatch, int version) {
    forwardVersions[stage][microBatch] = version;
  }

  /** An update applies a micro-batch's gradient to weights of this version. */
  void applied(int stage, int microBatch, int version) {
    int updates = version - forwardVersions[stage][microBatch];
    mostStaleness[stage] = Math.max(mostStaleness[stage], updates);
  }

  void cosine(int stage, int iteration, double cosine) {
    cosines.computeIfAbsent(List.of(stage, iteration), any -> new ArrayList<>()).add(cosine);
  }

  /**
   * Of the angle between the gradient that a stage applied and that of plain backpropagation, which
   * has the same samples, and weights after as many updates; the mean over the iteration's updates.
   * Nothing if they were not compared.
   */
  public OptionalDouble cosine(int stage, int iteration) {
    return cosines.getOrDefault(List.of(stage, iteration), List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .average();
  }

  /**
   * The last stage's loss on an iteration's samples, as it was when they passed; nothing while some
   * of them have not.
   */
  public OptionalDouble loss(int iteration) {
    return mean(losses, iteration);
  }

  /** The loss of a stage's own head, likewise. */
  public OptionalDouble headLoss(int stage, int iteration) {
    return mean(headLosses[stage], iteration);
  }

  private OptionalDouble mean(double[] all, int iteration) {
    int from = iteration * microBatchesPerIteration;
    double mean =
        IntStream.range(from, from + microBatchesPerIteration)
            .mapToDouble(microBatch -> all[microBatch])
            .average()
            .orElse(Double.NaN);
    return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  /**
   * The most updates that lay between the weights that a forward of the stage read and those that
   * its gradient changed.
   */
  public int staleness(int stage) {
    return mostStaleness[stage];
  }
}
