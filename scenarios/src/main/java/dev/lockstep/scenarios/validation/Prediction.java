package dev.lockstep.scenarios.validation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A predicted figure, or why there is none.
 *
 * @param value the figure
 * @param reason one line; empty if there is a figure
 * @param note what one should know of the figure
 */
record Prediction(OptionalDouble value, Optional<String> reason, Optional<String> note) {

  static Prediction of(double value, Optional<String> note) {
    return Double.isFinite(value)
        ? new Prediction(OptionalDouble.of(value), Optional.empty(), note)
        : none("the prediction is " + value);
  }

  static Prediction none(String reason) {
    return new Prediction(OptionalDouble.empty(), Optional.of(reason), Optional.empty());
  }

  /** The ratio to another row's figure. */
  Prediction over(Prediction base, String baseId) {
    if (reason.isPresent()) {
      return this;
    }
    return base.reason
        .map(why -> none("relative to %s: %s".formatted(baseId, why)))
        .orElseGet(
            () -> of(value.getAsDouble() / base.value.getAsDouble(), note.or(() -> base.note)));
  }
}
