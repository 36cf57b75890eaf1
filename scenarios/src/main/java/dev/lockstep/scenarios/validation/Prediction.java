package dev.lockstep.scenarios.validation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A predicted figure, or why there is none.
 *
 * @param value the figure
 * @param reason one line; empty if there is a figure
 */
record Prediction(OptionalDouble value, Optional<String> reason) {

  static Prediction of(double value) {
    return Double.isFinite(value)
        ? new Prediction(OptionalDouble.of(value), Optional.empty())
        : none("the prediction is " + value);
  }

  static Prediction none(String reason) {
    return new Prediction(OptionalDouble.empty(), Optional.of(reason));
  }

  /** The ratio to another row's figure. */
  Prediction over(Prediction base, String baseId) {
    if (reason.isPresent()) {
      return this;
    }
    return base.reason
        .map(why -> none("relative to %s: %s".formatted(baseId, why)))
        .orElseGet(() -> of(value.getAsDouble() / base.value.getAsDouble()));
  }
}
