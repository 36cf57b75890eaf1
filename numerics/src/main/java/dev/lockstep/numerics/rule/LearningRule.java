package dev.lockstep.numerics.rule;

import dev.lockstep.numerics.optimizer.prediction.RateByDelay;
import dev.lockstep.numerics.rule.LateGradients.Prediction;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a strategy does to numbers that its schedule cannot say.
 *
 * @param losses what becomes of several losses
 * @param lateGradients what is done about delays
 * @param replication of the whole network
 */
public record LearningRule(Losses losses, LateGradients lateGradients, Replication replication) {

  /** As the schedule says, and nothing else. */
  public static final LearningRule PLAIN =
      new LearningRule(Losses.PLAIN, LateGradients.PLAIN, Replication.NONE);

  /** Gradients of several losses are averaged. */
  public static LearningRule averaging() {
    return of(new Losses(true, 1, 0));
  }

  /** Modules have several groups, whose heads are to disagree on wrong classes. */
  public static LearningRule grouped(int groups, double diversity) {
    return of(new Losses(false, groups, diversity));
  }

  /** Weights are foretold. */
  public static LearningRule predicting(Prediction prediction) {
    return of(LateGradients.with(prediction, false, 1));
  }

  /** Late gradients do more at once. */
  public static LearningRule compensatingSpikes() {
    return of(LateGradients.with(Prediction.NONE, true, 1));
  }

  /** Gradients shrink as they travel. */
  public static LearningRule shrinking(double factor) {
    return of(LateGradients.with(Prediction.NONE, false, factor));
  }

  /** Rates follow delays, and backwards are corrected. */
  public static LearningRule pipeMare(RateByDelay rate, double discrepancyDecay) {
    return of(
        new LateGradients(
            Prediction.NONE, Optional.of(rate), OptionalDouble.of(discrepancyDecay), false, 1));
  }

  /** Replicas go on by themselves. */
  public static LearningRule replicated(Replication replication) {
    return new LearningRule(Losses.PLAIN, LateGradients.PLAIN, replication);
  }

  private static LearningRule of(Losses losses) {
    return new LearningRule(losses, LateGradients.PLAIN, Replication.NONE);
  }

  private static LearningRule of(LateGradients lateGradients) {
    return new LearningRule(Losses.PLAIN, lateGradients, Replication.NONE);
  }
}
