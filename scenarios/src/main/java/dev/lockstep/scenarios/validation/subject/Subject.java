package dev.lockstep.scenarios.validation.subject;

import dev.lockstep.scenarios.hardware.FittedConstants;
import java.util.Optional;

/** Something that was measured and can be predicted. */
public interface Subject {

  /**
   * Predicts its figures. Called once, from any thread.
   *
   * @throws RefusalException if there is no prediction for it
   */
  PredictedFigures predict();

  /**
   * Predicts its figures with other constants of devices, as a fit tries them; the same where they
   * play no part.
   *
   * @throws RefusalException if there is no prediction for it
   */
  default PredictedFigures predict(FittedConstants constants) {
    return predict();
  }

  /** What the constants that decide are filed under, if there are any. */
  default Optional<String> constantsKey() {
    return Optional.empty();
  }
}
