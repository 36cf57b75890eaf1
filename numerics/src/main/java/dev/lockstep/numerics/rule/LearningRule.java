package dev.lockstep.numerics.rule;

import dev.lockstep.numerics.optimizer.prediction.RateByDelay;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a strategy does to numbers that its schedule cannot say.
 *
 * @param meanOfLosses whether the gradients of several losses are averaged instead of added, where
 *     a backward has several
 * @param prediction which tasks compute with weights foretold from the optimizer's memory
 * @param rateByDelay how a stage's rate depends on its delay, if it does (PipeMare, T1)
 * @param discrepancyDecay the decay of corrected backwards, if there are any (PipeMare, T2)
 * @param compensatesSpikes whether a late gradient does at once what it would have done by now
 *     (Kosson et al., MLSys 2021), where the optimizer is gradient descent, not Nesterov's
 * @param gradientShrink the factor of a gradient whenever it crosses into the stage below (FDG); 1
 *     for none
 * @param diversity the weight of the loss by which heads of one module disagree on wrong classes
 *     (GN-DGL); 0 for none
 * @param replication of the whole network
 */
public record LearningRule(
    boolean meanOfLosses,
    Prediction prediction,
    Optional<RateByDelay> rateByDelay,
    OptionalDouble discrepancyDecay,
    boolean compensatesSpikes,
    double gradientShrink,
    double diversity,
    Replication replication) {

  /** As the schedule says, and nothing else. */
  public static final LearningRule PLAIN = predicting(Prediction.NONE);

  /** Which tasks compute with weights foretold. */
  public enum Prediction {
    /** None. */
    NONE,
    /** Forwards, for the update that applies their gradient. */
    FORWARD,
    /** Forwards and backwards, for the moment that the gradient reaches stage 0 (SpecTrain). */
    UNTIL_STAGE_0
  }

  /** Weights are foretold. */
  public static LearningRule predicting(Prediction prediction) {
    return new LearningRule(
        false, prediction, Optional.empty(), OptionalDouble.empty(), false, 1, 0, Replication.NONE);
  }

  /** Gradients of several losses are averaged. */
  public static LearningRule averaging() {
    return new LearningRule(
        true,
        Prediction.NONE,
        Optional.empty(),
        OptionalDouble.empty(),
        false,
        1,
        0,
        Replication.NONE);
  }

  /** Rates follow delays, and backwards are corrected. */
  public static LearningRule pipeMare(RateByDelay rate, double discrepancyDecay) {
    return new LearningRule(
        false,
        Prediction.NONE,
        Optional.of(rate),
        OptionalDouble.of(discrepancyDecay),
        false,
        1,
        0,
        Replication.NONE);
  }

  /** Late gradients do more at once. */
  public static LearningRule compensatingSpikes() {
    return new LearningRule(
        false,
        Prediction.NONE,
        Optional.empty(),
        OptionalDouble.empty(),
        true,
        1,
        0,
        Replication.NONE);
  }

  /** Gradients shrink as they travel. */
  public static LearningRule shrinking(double factor) {
    return new LearningRule(
        false,
        Prediction.NONE,
        Optional.empty(),
        OptionalDouble.empty(),
        false,
        factor,
        0,
        Replication.NONE);
  }

  /** Heads of one module are to disagree on wrong classes. */
  public static LearningRule diverse(double weight) {
    return new LearningRule(
        false,
        Prediction.NONE,
        Optional.empty(),
        OptionalDouble.empty(),
        false,
        1,
        weight,
        Replication.NONE);
  }

  /** Replicas go on by themselves. */
  public static LearningRule replicated(Replication replication) {
    return new LearningRule(
        false, Prediction.NONE, Optional.empty(), OptionalDouble.empty(), false, 1, 0, replication);
  }
}
