package dev.lockstep.numerics.rule;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.numerics.optimizer.prediction.RateByDelay;
import dev.lockstep.numerics.rule.LearningRule.Prediction;
import dev.lockstep.strategies.asynchronous.PipeMare;
import dev.lockstep.strategies.asynchronous.PipeOptim;
import dev.lockstep.strategies.asynchronous.PipelinedBackpropagation;
import dev.lockstep.strategies.asynchronous.SpecTrain;
import dev.lockstep.strategies.asynchronous.XPipe;
import dev.lockstep.strategies.baseline.LocalSgd;
import dev.lockstep.strategies.coupled.Combination;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.local.ForwardGradient;
import dev.lockstep.strategies.local.GroupedLocal;
import dev.lockstep.strategies.pipeline.SequenceOneForwardOneBackward;
import dev.lockstep.strategies.pipeline.VocabularyParallel;
import dev.lockstep.strategies.threaded.PartialDecoupledSgd;

/** The learning rule of each strategy. Most have none but their schedule. */
public final class LearningRules {

  /** A share of 1 / e^2, as the paper uses. */
  private static final double PIPEMARE_DECAY = 0.135;

  /** PipeMare's rates are alike after this share of all updates; from memory of the paper. */
  private static final int ANNEALED_PART = 4;

  private LearningRules() {}

  /**
   * The rule of a strategy.
   *
   * @param updates of a stage over all of the run
   * @throws UnsupportedOperationException if the strategy has no numbers yet, with the reason
   */
  public static LearningRule of(Strategy strategy, long updates) {
    if (strategy.isLowerBound()) {
      throw none("it is a bound on time, which trains nothing");
    }
    if (strategy instanceof SpecTrain) {
      return LearningRule.predicting(Prediction.UNTIL_STAGE_0);
    }
    if (strategy instanceof XPipe || strategy instanceof PipeOptim) {
      return LearningRule.predicting(Prediction.FORWARD);
    }
    if (strategy instanceof PipeMare) {
      long annealed = Math.max(1, updates / ANNEALED_PART);
      return LearningRule.pipeMare(new RateByDelay(annealed), PIPEMARE_DECAY);
    }
    if (strategy instanceof PipelinedBackpropagation) {
      return LearningRule.compensatingSpikes();
    }
    if (strategy instanceof Interlocking interlocking
        && interlocking.combination() == Combination.MEAN) {
      return LearningRule.averaging();
    }
    return withoutRule(strategy);
  }

  private static LearningRule withoutRule(Strategy strategy) {
    if (strategy instanceof SequenceOneForwardOneBackward) {
      throw none("its slices of a sequence attend to each other across tasks");
    }
    if (strategy instanceof VocabularyParallel) {
      throw none("a vocabulary that is spread over stages is not carried out");
    }
    if (strategy instanceof LocalSgd || strategy instanceof PartialDecoupledSgd) {
      throw none("replicas with weights of their own are not carried out");
    }
    if (strategy instanceof ForwardGradient) {
      throw none("its tangents are not carried out");
    }
    if (strategy instanceof GroupedLocal) {
      throw none("networks are not cut into groups of channels");
    }
    return LearningRule.PLAIN;
  }

  private static UnsupportedOperationException none(String why) {
    return new UnsupportedOperationException("it has no numbers: " + why);
  }
}
