package dev.lockstep.numerics.run.weights;

import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.optimizer.prediction.DiscrepancyCorrection;
import dev.lockstep.numerics.optimizer.prediction.SpikeCompensatedSgd;
import dev.lockstep.numerics.optimizer.prediction.WeightPrediction;
import dev.lockstep.numerics.rule.LateGradients.Prediction;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.tensor.Weight;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;

/** A stage's weights as its tasks see them: those of a version, or what a rule makes of them. */
public final class StageWeights {

  private final int stage;
  private final double delay;
  private final Learning learning;
  private final VersionedWeights versions;
  private final Optional<DiscrepancyCorrection.Changes> changes;
  private final Map<Foretold, List<INDArray>> foretold = new ConcurrentHashMap<>();

  private record Foretold(int version, int updates) implements Serializable {}

  /**
   * First values, drawn one after the other.
   *
   * @param delay updates between a forward and what comes of it, once the pipeline is full
   */
  public StageWeights(
      int stage, List<Weight> weights, Learning learning, double delay, Random random) {
    this.stage = stage;
    this.delay = delay;
    this.learning = learning;
    this.versions =
        new VersionedWeights(weights, optimizer(learning, delay), random, learning.type());
    this.changes =
        learning.rule().lateGradients().discrepancyDecay().stream()
            .mapToObj(decay -> new DiscrepancyCorrection(delay, decay).start(weights))
            .findFirst();
  }

  private static Optimizer optimizer(Learning learning, double delay) {
    boolean compensates = learning.rule().lateGradients().compensatesSpikes();
    return compensates && learning.optimizer() instanceof Sgd sgd && !sgd.nesterov()
        ? SpikeCompensatedSgd.of(sgd.momentum(), delay, sgd.decay())
        : learning.optimizer();
  }

  /** As they are. */
  public VersionedWeights versions() {
    return versions;
  }

  /**
   * For a forward.
   *
   * @param updatesAhead how many updates come until its gradient is applied
   */
  public List<INDArray> forForward(int version, int updatesAhead) {
    return switch (learning.rule().lateGradients().prediction()) {
      case NONE -> versions.version(version);
      case FORWARD -> foretold(version, updatesAhead);
      case UNTIL_STAGE_0 -> foretold(version, updatesAhead + stage / 2);
    };
  }

  /** For a backward, or a second forward. */
  public List<INDArray> forBackward(int version) {
    List<INDArray> weights = versions.version(version);
    if (changes.isPresent() && delay > 0) {
      return changes.get().correct(weights);
    }
    return learning.rule().lateGradients().prediction() == Prediction.UNTIL_STAGE_0 && stage > 1
        ? WeightPrediction.predict(weights, versions.memory(), rate(), stage / 2)
        : weights;
  }

  /** What was foretold from a version is foretold once: forwards of a mini-batch share it. */
  private List<INDArray> foretold(int version, int updates) {
    return updates == 0
        ? versions.version(version)
        : foretold.computeIfAbsent(
            new Foretold(version, updates),
            key ->
                WeightPrediction.predict(
                    versions.version(version), versions.memory(), rate(), updates));
  }

  /** Makes the next version; see {@link VersionedWeights#update}. */
  public void update(List<INDArray> gradients, boolean keepOld) {
    List<INDArray> before =
        changes.isPresent() ? versions.newest().stream().map(INDArray::dup).toList() : List.of();
    versions.update(gradients, rate(), keepOld);
    changes.ifPresent(remembered -> remembered.remember(before, versions.newest()));
  }

  /** The rate of the next update. */
  public double rate() {
    long step = versions.newestVersion();
    double rate = learning.rate().rate(step);
    LearningRule rule = learning.rule();
    return rule.lateGradients()
        .rateByDelay()
        .map(byDelay -> byDelay.rate(rate, delay, step))
        .orElse(rate);
  }

  /**
   * All versions, and what a rule has made of them.
   *
   * @param changes one for each weight; none without corrected backwards
   */
  public record Stored(
      VersionedWeights.Stored versions,
      List<INDArray> changes,
      Map<? extends Serializable, List<INDArray>> foretold)
      implements Serializable {}

  /** As they are now; to be written before they change. */
  public Stored stored() {
    return new Stored(
        versions.stored(),
        changes.map(DiscrepancyCorrection.Changes::tensors).orElse(List.of()),
        new HashMap<>(foretold));
  }

  /** Goes on where others stood. */
  public void restore(Stored stored) {
    versions.restore(stored.versions());
    changes.ifPresent(mine -> mine.restore(stored.changes()));
    foretold.clear();
    stored.foretold().forEach((key, weights) -> foretold.put((Foretold) key, weights));
  }

  /** Gives a version up that nobody reads any more. */
  public void giveUp(int version) {
    foretold.keySet().removeIf(key -> key.version() == version);
    versions.giveUp(version);
  }
}
