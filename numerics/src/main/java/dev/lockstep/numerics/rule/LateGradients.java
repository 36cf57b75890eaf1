package dev.lockstep.numerics.rule;

import dev.lockstep.numerics.optimizer.prediction.RateByDelay;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is done about gradients that come late.
 *
 * @param prediction which tasks compute with weights foretold from the optimizer's memory
 * @param rateByDelay how a stage's rate depends on its delay, if it does (PipeMare, T1)
 * @param discrepancyDecay the decay of corrected backwards, if there are any (PipeMare, T2)
 * @param compensatesSpikes whether a late gradient does at once what it would have done by now
 *     (Kosson et al., MLSys 2021), where the optimizer is gradient descent, not Nesterov's
 * @param shrink the factor of a gradient whenever it crosses into the stage below (FDG); 1 for none
 */
public record LateGradients(
    Prediction prediction,
    Optional<RateByDelay> rateByDelay,
    OptionalDouble discrepancyDecay,
    boolean compensatesSpikes,
    double shrink) {

  /** Nothing. */
  public static final LateGradients PLAIN = with(Prediction.NONE, false, 1);

  /** Which tasks compute with weights foretold. */
  public enum Prediction {
    /** None. */
    NONE,
    /** Forwards, for the update that applies their gradient. */
    FORWARD,
    /** Forwards and backwards, for the moment that the gradient reaches stage 0 (SpecTrain). */
    UNTIL_STAGE_0
  }

  static LateGradients with(Prediction prediction, boolean compensatesSpikes, double shrink) {
    return new LateGradients(
        prediction, Optional.empty(), OptionalDouble.empty(), compensatesSpikes, shrink);
  }
}
