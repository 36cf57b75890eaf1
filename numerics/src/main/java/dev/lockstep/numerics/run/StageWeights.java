package dev.lockstep.numerics.run;

import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.optimizer.prediction.DiscrepancyCorrection;
import dev.lockstep.numerics.optimizer.prediction.SpikeCompensatedSgd;
import dev.lockstep.numerics.optimizer.prediction.WeightPrediction;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.rule.LearningRule.Prediction;
import dev.lockstep.numerics.tensor.Weight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;

/** A stage's weights as its tasks see them: those of a version, or what a rule makes of them. */
final class StageWeights {

  private final int stage;
  private final int delay;
  private final Training training;
  private final VersionedWeights versions;
  private final Optional<DiscrepancyCorrection.Changes> changes;
  private final Map<Integer, List<INDArray>> foretold = new HashMap<>();

  StageWeights(int stage, List<Weight> weights, Training training, int delay, Random random) {
    this.stage = stage;
    this.delay = delay;
    this.training = training;
    this.versions =
        new VersionedWeights(weights, optimizer(training, delay), random, training.type());
    this.changes =
        training.rule().discrepancyDecay().stream()
            .mapToObj(decay -> new DiscrepancyCorrection(delay, decay).start(weights))
            .findFirst();
  }

  private static Optimizer optimizer(Training training, int delay) {
    return training.rule().compensatesSpikes() && training.optimizer() instanceof Sgd sgd
        ? SpikeCompensatedSgd.of(sgd.momentum(), delay, sgd.decay())
        : training.optimizer();
  }

  VersionedWeights versions() {
    return versions;
  }

  /**
   * For a forward.
   *
   * @param updatesAhead how many updates come until its gradient is applied
   */
  List<INDArray> forForward(int version, int updatesAhead) {
    return switch (training.rule().prediction()) {
      case NONE -> versions.version(version);
      case FORWARD -> foretold(version, updatesAhead);
      case UNTIL_STAGE_0 -> foretold(version, updatesAhead + stage / 2);
    };
  }

  /** For a backward, or a second forward. */
  List<INDArray> forBackward(int version) {
    List<INDArray> weights = versions.version(version);
    if (changes.isPresent() && delay > 0) {
      return changes.get().correct(weights);
    }
    return training.rule().prediction() == Prediction.UNTIL_STAGE_0 && stage > 1
        ? WeightPrediction.predict(weights, versions.memory(), rate(), stage / 2)
        : weights;
  }

  /** What was foretold from a version is foretold once. */
  private List<INDArray> foretold(int version, int updates) {
    return updates == 0
        ? versions.version(version)
        : foretold.computeIfAbsent(
            version,
            v -> WeightPrediction.predict(versions.version(v), versions.memory(), rate(), updates));
  }

  void update(List<INDArray> gradients, boolean keepOld) {
    List<INDArray> before =
        changes.isPresent() ? versions.newest().stream().map(INDArray::dup).toList() : List.of();
    versions.update(gradients, rate(), keepOld);
    changes.ifPresent(remembered -> remembered.remember(before, versions.newest()));
  }

  /** The rate of the next update. */
  double rate() {
    long step = versions.newestVersion();
    double rate = training.rate().rate(step);
    LearningRule rule = training.rule();
    return rule.rateByDelay().map(byDelay -> byDelay.rate(rate, delay, step)).orElse(rate);
  }

  void giveUp(int version) {
    foretold.remove(version);
    versions.giveUp(version);
  }
}
