package dev.lockstep.numerics.rule;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.numerics.optimizer.prediction.RateByDelay;
import dev.lockstep.numerics.rule.LateGradients.Prediction;
import dev.lockstep.strategies.asynchronous.PipeMare;
import dev.lockstep.strategies.asynchronous.PipeOptim;
import dev.lockstep.strategies.asynchronous.PipelinedBackpropagation;
import dev.lockstep.strategies.asynchronous.SpecTrain;
import dev.lockstep.strategies.asynchronous.XPipe;
import dev.lockstep.strategies.coupled.Combination;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.decoupled.AccumulatedDecoupledLearning;
import dev.lockstep.strategies.decoupled.FullyDecoupledDelayedGradients;
import dev.lockstep.strategies.local.GroupedLocal;
import dev.lockstep.strategies.pipeline.SequenceOneForwardOneBackward;
import dev.lockstep.strategies.pipeline.VocabularyParallel;
import java.util.Optional;

/** The learning rule of each strategy. Most have none but their schedule. */
public final class LearningRules {

  /** A share of 1 / e^2, as the paper uses. */
  private static final double PIPEMARE_DECAY = 0.135;

  /** PipeMare's rates are alike after this share of all updates; from memory of the paper. */
  private static final int ANNEALED_PART = 4;

  /** The share of the diversity loss in GN-DGL's published commands. */
  private static final double DIVERSITY = 0.5;

  private LearningRules() {}

  /**
   * The rule of a strategy.
   *
   * @param updates of a stage over all of the run
   * @param replicas data-parallel degree
   * @throws UnsupportedOperationException if the strategy has no numbers, with the reason
   */
  public static LearningRule of(Strategy strategy, long updates, int replicas) {
    if (strategy.isLowerBound()) {
      throw none("it is a bound on time, which trains nothing");
    }
    if (strategy instanceof SequenceOneForwardOneBackward slices
        && slices.slicesPerMicroBatch() > 1) {
      throw none("its slices of a sequence attend to each other across tasks");
    }
    if (strategy instanceof VocabularyParallel) {
      throw none("a vocabulary that is spread over stages is not carried out");
    }
    if (strategy instanceof PipeMare) {
      long annealed = Math.max(1, updates / ANNEALED_PART);
      return LearningRule.pipeMare(new RateByDelay(annealed), PIPEMARE_DECAY);
    }
    return exchanging(strategy, replicas)
        .or(() -> predicting(strategy))
        .or(() -> changingGradients(strategy))
        .orElse(LearningRule.PLAIN);
  }

  private static Optional<LearningRule> exchanging(Strategy strategy, int replicas) {
    boolean byThemselves = strategy.updatesPerExchange() > 1 || strategy.exchangesWithPeers();
    return byThemselves && replicas > 1
        ? Optional.of(
            LearningRule.replicated(
                new Replication(
                    replicas, strategy.updatesPerExchange(), strategy.exchangesWithPeers())))
        : Optional.empty();
  }

  private static Optional<LearningRule> predicting(Strategy strategy) {
    if (strategy instanceof SpecTrain) {
      return Optional.of(LearningRule.predicting(Prediction.UNTIL_STAGE_0));
    }
    return strategy instanceof XPipe || strategy instanceof PipeOptim
        ? Optional.of(LearningRule.predicting(Prediction.FORWARD))
        : Optional.empty();
  }

  private static Optional<LearningRule> changingGradients(Strategy strategy) {
    if (strategy instanceof PipelinedBackpropagation) {
      return Optional.of(LearningRule.compensatingSpikes());
    }
    if (strategy instanceof FullyDecoupledDelayedGradients fdg) {
      return Optional.of(LearningRule.shrinking(fdg.shrink()));
    }
    if (strategy instanceof AccumulatedDecoupledLearning adl) {
      return Optional.of(LearningRule.shrinking(adl.shrink()));
    }
    if (strategy instanceof GroupedLocal grouped) {
      double diversity = grouped.diversity() ? DIVERSITY : 0;
      return Optional.of(LearningRule.grouped(grouped.groups(), diversity));
    }
    return strategy instanceof Interlocking interlocking
            && interlocking.combination() == Combination.MEAN
        ? Optional.of(LearningRule.averaging())
        : Optional.empty();
  }

  private static UnsupportedOperationException none(String why) {
    return new UnsupportedOperationException("it has no numbers: " + why);
  }
}
