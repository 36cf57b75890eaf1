package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.run.truth.Backpropagation;
import dev.lockstep.numerics.run.truth.GradientComparison;
import dev.lockstep.numerics.run.truth.GradientComparison.Applied;
import dev.lockstep.numerics.run.value.Content.WeightGradient;
import dev.lockstep.numerics.run.value.Values;
import dev.lockstep.numerics.run.weights.Delays;
import dev.lockstep.numerics.run.weights.Readers;
import dev.lockstep.numerics.run.weights.StageWeights;
import dev.lockstep.numerics.tensor.Layer;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** A whole network, of which every task of a schedule is carried out once. */
final class Replica {

  private final Schedule schedule;
  private final RunState state;
  private final Readers readers;
  private final Forwards forwards;
  private final Backwards backwards;
  private final HeadPasses heads;
  private final Tangents tangents;
  private Optional<GradientComparison> comparison = Optional.empty();
  private Map<Integer, Map<Integer, Applied>> notCompared = Map.of();

  Replica(Schedule schedule, Training training, RunLog log) {
    this.schedule = schedule;
    Delays delays = new Delays(schedule, log.microBatches());
    // The same draws however the network is cut: bodies one after the other, then heads.
    Random ofBodies = Nd4j.getRandomFactory().getNewRandomInstance(training.seed());
    Random ofHeads = Nd4j.getRandomFactory().getNewRandomInstance(training.seed() + 1);
    List<Stage> stages =
        IntStream.range(0, schedule.stageCount())
            .mapToObj(s -> new Stage(s, training, delays.steady(s), ofBodies, ofHeads))
            .toList();
    this.state = new RunState(schedule, training, stages, new Values(schedule), delays, log);
    this.readers = new Readers(schedule);
    this.forwards = new Forwards(state);
    this.backwards = new Backwards(state);
    this.heads = new HeadPasses(state);
    this.tangents = new Tangents(state);
  }

  List<Stage> stages() {
    return state.stages();
  }

  /**
   * Holds gradients against those of backpropagation from now on; not if modules have several
   * groups, which have no loss in common.
   *
   * @param every see {@link GradientComparison}
   */
  void compareGradients(int every) {
    Training training = state.training();
    if (training.rule().losses().groups() > 1) {
      return;
    }
    Backpropagation truth =
        new Backpropagation(
            IntStream.range(0, schedule.stageCount()).mapToObj(this::layer).toList(),
            training.loss(),
            training.samples(),
            training.type());
    GradientComparison started =
        new GradientComparison(schedule, every, truth, state.log()::cosine);
    started.restore(notCompared);
    comparison = Optional.of(started);
  }

  List<StageWeights> weights() {
    return stages().stream().map(Stage::body).toList();
  }

  void execute(int task) {
    switch (schedule.operation(task)) {
      case FORWARD -> forwards.forward(task);
      case RECOMPUTE -> forwards.forwardAgain(task);
      case BACKWARD -> backwards.backward(task);
      case INPUT_GRADIENT -> backwards.inputGradient(task);
      case WEIGHT_GRADIENT -> backwards.weightGradient(task);
      case AUXILIARY -> heads.auxiliary(task);
      case AUXILIARY_FORWARD -> heads.auxiliaryForward(task);
      case AUXILIARY_BACKWARD -> heads.auxiliaryBackward(task);
      case TANGENT -> tangents.tangent(task);
      case PROJECT -> tangents.project(task);
      case UPDATE -> update(task);
      case EVICT, RESTORE -> state.values().move(schedule.read(task, 0), schedule.write(task, 0));
      // A micro-batch's samples are those of all data-parallel replicas: its gradient is their sum.
      case TRANSFER, REDUCE, JOIN, FETCH, FETCH_STATES, STORE -> {}
    }
    state.values().releaseReads(task);
    if (schedule.operation(task).readsWeights() && readers.done(task) == 0) {
      state.stage(task).body().giveUp(schedule.weightVersion(task));
    }
  }

  /** Copies of a stage on several devices update together, when the first of them does. */
  private void update(int task) {
    Stage stage = state.stage(task);
    int before = schedule.weightVersion(task) - 1;
    synchronized (stage) {
      if (stage.body().versions().newestVersion() > before) {
        return;
      }
      List<WeightGradient> gradients = gradients(readers.updatesLike(task));
      List<Integer> microBatches = gradients.stream().map(WeightGradient::microBatch).toList();
      List<INDArray> mean = Stage.mean(gradients.stream().map(WeightGradient::tensors).toList());
      int number = schedule.stage(task);
      microBatches.forEach(one -> state.log().applied(number, one, before));
      boolean compared = comparison.isPresent() && comparison.get().compares(before);
      if (compared) {
        comparison.get().add(number, before, new Applied(microBatches, weights(number), mean));
      }
      stage.update(microBatches, mean, readers.left(number, before) > 0);
      if (!compared && gradients.size() > 1) {
        mean.forEach(INDArray::close);
      }
    }
  }

  /**
   * Of the stages only the last one's head, if it has one, stands between samples and true loss.
   */
  private Layer layer(int stage) {
    StageNetwork network = stages().get(stage).network();
    return isLast(stage) ? network.whole() : network.body();
  }

  private List<INDArray> weights(int stage) {
    Stage one = stages().get(stage);
    return isLast(stage) ? one.wholeWeights() : one.body().versions().newest();
  }

  private boolean isLast(int stage) {
    return stage == schedule.stageCount() - 1;
  }

  /** Those of all copies of a stage, each once, in the order of micro-batches. */
  private List<WeightGradient> gradients(List<Integer> updates) {
    Values values = state.values();
    return updates.stream()
        .flatMap(update -> values.reads(update, ValueKind.WEIGHT_GRADIENT).boxed())
        .distinct()
        .map(value -> values.get(value, WeightGradient.class))
        .sorted(Comparator.comparingInt(WeightGradient::microBatch))
        .toList();
  }

  /**
   * What changes in a replica.
   *
   * @param readers how many are still to read a version of weights
   * @param notCompared see {@link GradientComparison#stored}
   */
  record Stored(
      List<Stage.Stored> stages,
      Values.Stored values,
      Map<Long, Integer> readers,
      Map<Integer, Map<Integer, Applied>> notCompared)
      implements Serializable {}

  /** As it is now; to be written before it changes. */
  Stored stored() {
    return new Stored(
        stages().stream().map(Stage::stored).toList(),
        state.values().stored(),
        readers.stored(),
        comparison.map(GradientComparison::stored).orElse(notCompared));
  }

  /** Goes on where another stood. */
  void restore(Stored stored) {
    for (int stage = 0; stage < stages().size(); stage++) {
      stages().get(stage).restore(stored.stages().get(stage));
    }
    state.values().restore(stored.values());
    readers.restore(stored.readers());
    notCompared = stored.notCompared();
  }
}
