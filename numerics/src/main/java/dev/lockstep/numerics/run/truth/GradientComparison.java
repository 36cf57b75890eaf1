package dev.lockstep.numerics.run.truth;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.tensor.memory.Disposal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Holds the gradients that a strategy applies against those of plain backpropagation: of the same
 * samples, with the weights that all stages have after as many updates. Stages come to an update at
 * different moments; when the last of them has come, they are compared.
 */
public final class GradientComparison {

  private final Backpropagation truth;
  private final Result result;
  private final Map<Integer, Integer> iterations = new HashMap<>();
  private final Map<Integer, Map<Integer, Applied>> waiting = new TreeMap<>();

  /** Who is told. */
  @FunctionalInterface
  public interface Result {

    /**
     * A stage's gradient was compared.
     *
     * @param iteration whose update it is
     * @param cosine of the angle between the two gradients, from -1 to 1
     */
    void compared(int stage, int iteration, double cosine);
  }

  /**
   * What a stage applies.
   *
   * @param microBatches whose mean gradient it is
   * @param weights those that it changes, as they are before
   * @param gradient one for each weight; for the first of them, if there are fewer
   */
  public record Applied(List<Integer> microBatches, List<INDArray> weights, List<INDArray> gradient)
      implements Serializable {

    /** Copies the lists, but not their tensors. */
    public Applied {
      microBatches = List.copyOf(microBatches);
      weights = List.copyOf(weights);
      gradient = List.copyOf(gradient);
    }

    private Applied copy() {
      return new Applied(microBatches, copies(weights), copies(gradient));
    }

    private static List<INDArray> copies(List<INDArray> tensors) {
      return tensors.stream().map(INDArray::dup).toList();
    }
  }

  /**
   * No update yet.
   *
   * @param every from how many iterations the updates of one are compared, the last of them; those
   *     of the schedule's last iteration are in any case
   */
  public GradientComparison(Schedule schedule, int every, Backpropagation truth, Result result) {
    this.truth = truth;
    this.result = result;
    int last =
        IntStream.range(0, schedule.taskCount()).map(schedule::iteration).max().orElseThrow();
    for (int task = 0; task < schedule.taskCount(); task++) {
      int iteration = schedule.iteration(task);
      boolean looked = (iteration + 1) % every == 0 || iteration == last;
      if (looked && schedule.operation(task) == Operation.UPDATE && schedule.stage(task) == 0) {
        iterations.put(schedule.weightVersion(task) - 1, iteration);
      }
    }
  }

  /**
   * Whether an update is to be compared.
   *
   * @param version how many updates were before it
   */
  public boolean compares(int version) {
    return iterations.containsKey(version);
  }

  /**
   * A stage is about to make the version after this one.
   *
   * @param version how many updates it has seen
   */
  public void add(int stage, int version, Applied applied) {
    Map<Integer, Applied> stages = waiting.computeIfAbsent(version, any -> new TreeMap<>());
    stages.put(stage, applied.copy());
    if (stages.size() == truth.stages().size()) {
      waiting.remove(version);
      compare(version, List.copyOf(stages.values()));
    }
  }

  /**
   * Those that wait for other stages, by version and stage; to be written before more are added.
   */
  public Map<Integer, Map<Integer, Applied>> stored() {
    Map<Integer, Map<Integer, Applied>> copy = new TreeMap<>();
    waiting.forEach((version, stages) -> copy.put(version, new TreeMap<>(stages)));
    return copy;
  }

  /** Goes on where another stood. */
  public void restore(Map<Integer, Map<Integer, Applied>> stored) {
    stored.forEach((version, stages) -> waiting.put(version, new TreeMap<>(stages)));
  }

  private void compare(int version, List<Applied> applied) {
    List<List<INDArray>> weights = applied.stream().map(Applied::weights).toList();
    Map<List<Integer>, List<List<INDArray>>> truths = new HashMap<>();
    for (int stage = 0; stage < applied.size(); stage++) {
      Applied one = applied.get(stage);
      List<INDArray> gradient =
          truths
              .computeIfAbsent(one.microBatches(), some -> truth.gradients(weights, some))
              .get(stage);
      int at = stage;
      cosine(one.gradient(), gradient)
          .ifPresent(cosine -> result.compared(at, iterations.get(version), cosine));
    }
    List<INDArray> dead = new ArrayList<>();
    applied.forEach(one -> dead.addAll(one.weights()));
    applied.forEach(one -> dead.addAll(one.gradient()));
    truths.values().forEach(all -> all.forEach(dead::addAll));
    Disposal.of(dead, List.of());
  }

  /**
   * Of the angle between two gradients of the same weights, each taken as one long vector, in
   * double precision; nothing if one of them is zero, or has no numbers.
   *
   * @param other may have more tensors, which are left out
   */
  static OptionalDouble cosine(List<INDArray> one, List<INDArray> other) {
    double product = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int i = 0; i < one.size(); i++) {
      INDArray a = one.get(i).castTo(DataType.DOUBLE);
      INDArray b = other.get(i).castTo(DataType.DOUBLE);
      product += a.mul(b).sumNumber().doubleValue();
      squares += a.mul(a).sumNumber().doubleValue();
      otherSquares += b.mul(b).sumNumber().doubleValue();
    }
    double cosine = product / Math.sqrt(squares * otherSquares);
    return Double.isFinite(cosine) ? OptionalDouble.of(cosine) : OptionalDouble.empty();
  }
}
