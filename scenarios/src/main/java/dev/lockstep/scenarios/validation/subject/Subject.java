package dev.lockstep.scenarios.validation.subject;

/** Something that was measured and can be predicted. */
public interface Subject {

  /**
   * Predicts its figures. Called once, from any thread.
   *
   * @throws RefusalException if there is no prediction for it
   */
  PredictedFigures predict();
}
