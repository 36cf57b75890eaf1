package dev.lockstep.numerics.run;

import dev.lockstep.numerics.run.weights.Learning;
import dev.lockstep.numerics.run.weights.StageWeights;
import dev.lockstep.numerics.run.weights.VersionedWeights;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;

/** A stage while it trains. */
final class Stage {

  private final StageNetwork network;
  private final StageWeights body;
  private final Optional<VersionedWeights> head;
  private final Map<Integer, List<INDArray>> headGradients = new ConcurrentHashMap<>();

  Stage(int stage, Training training, double delay, Random bodyRandom, Random headRandom) {
    Learning learning =
        new Learning(training.optimizer(), training.rate(), training.rule(), training.type());
    this.network = training.stages().get(stage);
    this.body = new StageWeights(stage, network.body().weights(), learning, delay, bodyRandom);
    this.head =
        network
            .head()
            .map(
                h ->
                    new VersionedWeights(
                        h.weights(), training.optimizer(), headRandom, training.type()));
  }

  StageNetwork network() {
    return network;
  }

  StageWeights body() {
    return body;
  }

  VersionedWeights head() {
    return head.orElseThrow();
  }

  List<INDArray> headWeights() {
    return head.map(VersionedWeights::newest).orElse(List.of());
  }

  void keepHeadGradients(int microBatch, List<INDArray> gradients) {
    headGradients.put(microBatch, gradients);
  }

  /** The newest weights of {@link StageNetwork#whole()}. */
  List<INDArray> wholeWeights() {
    List<INDArray> all = new ArrayList<>(body.versions().newest());
    all.addAll(headWeights());
    return all;
  }

  /**
   * One step.
   *
   * @param microBatches whose gradients are applied, in order
   * @param gradient their mean
   */
  void update(List<Integer> microBatches, List<INDArray> gradient, boolean keepOld) {
    double rate = body.rate();
    body.update(gradient, keepOld);
    List<List<INDArray>> ofHead =
        microBatches.stream().map(headGradients::remove).filter(Objects::nonNull).toList();
    if (!ofHead.isEmpty()) {
      head().update(mean(ofHead), rate, false);
    }
  }

  /**
   * What changes in a stage.
   *
   * @param head those of the head, if there is one
   * @param headGradients by micro-batch
   */
  record Stored(
      StageWeights.Stored body,
      List<VersionedWeights.Stored> head,
      Map<Integer, List<INDArray>> headGradients)
      implements Serializable {}

  /** As it is now; to be written before it changes. */
  Stored stored() {
    return new Stored(
        body.stored(),
        head.stream().map(VersionedWeights::stored).toList(),
        new TreeMap<>(headGradients));
  }

  /** Goes on where another stood. */
  void restore(Stored stored) {
    body.restore(stored.body());
    stored.head().forEach(mine -> head().restore(mine));
    headGradients.putAll(stored.headGradients());
  }

  /** The mean, added up in this order. */
  static List<INDArray> mean(List<List<INDArray>> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    List<INDArray> sums = all.get(0).stream().map(INDArray::dup).toList();
    for (List<INDArray> next : all.subList(1, all.size())) {
      for (int weight = 0; weight < sums.size(); weight++) {
        sums.get(weight).addi(next.get(weight));
      }
    }
    sums.forEach(sum -> sum.divi(all.size()));
    return sums;
  }
}
