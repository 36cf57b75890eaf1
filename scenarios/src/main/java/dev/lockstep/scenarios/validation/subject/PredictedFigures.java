package dev.lockstep.scenarios.validation.subject;

import java.util.Optional;
import java.util.OptionalDouble;

/** What is predicted of a subject, by the names of the result format. */
public interface PredictedFigures {

  /**
   * A number of the result; of a figure that only devices have, the largest device's. Empty if the
   * result has none, for one device or for all.
   */
  OptionalDouble figure(String name);

  /** What one should know of the figures. */
  default Optional<String> note() {
    return Optional.empty();
  }
}
