package dev.lockstep.scenarios.validation;

import dev.lockstep.scenarios.validation.row.MeasuredRow;
import dev.lockstep.scenarios.validation.subject.PredictedFigures;
import dev.lockstep.scenarios.validation.subject.RefusalException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a row.
 *
 * @param row the row
 * @param figures all that is predicted for it; empty if it is refused
 * @param reason why it is refused
 * @param failure the program's own fault, if that is why
 */
record Outcome(
    MeasuredRow row,
    Optional<PredictedFigures> figures,
    Optional<String> reason,
    Optional<RuntimeException> failure) {

  /** Predicts a row; whatever goes wrong with it is kept from the others. */
  static Outcome of(MeasuredRow row) {
    try {
      return new Outcome(
          row, Optional.of(row.subject().predict()), Optional.empty(), Optional.empty());
    } catch (RefusalException e) {
      return new Outcome(row, Optional.empty(), Optional.of(e.getMessage()), Optional.empty());
    } catch (RuntimeException e) {
      String reason = "internal error: " + e;
      return new Outcome(row, Optional.empty(), Optional.of(reason), Optional.of(e));
    }
  }

  /** One of its figures. */
  Prediction prediction(String figure) {
    if (figures.isEmpty()) {
      return Prediction.none(reason.orElseThrow());
    }
    OptionalDouble value = figures.get().figure(figure);
    return value.isPresent()
        ? Prediction.of(value.getAsDouble(), figures.get().note())
        : Prediction.none("no basis for " + figure);
  }
}
