package dev.lockstep.scenarios.validation.accuracy;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured figure beside its prediction.
 *
 * @param id of the row
 * @param family the table or campaign that the row comes from
 * @param group configurations of one group compete with each other; by default the whole family
 * @param figure name of the figure, as the result format has it
 * @param measured above 0, in the unit of the figure; a ratio if the row is relative to another
 * @param predicted in the same unit; empty if there is no prediction
 * @param reason why there is none; empty if there is one
 * @param standing what the row can prove
 * @param relativeTo the row whose figure both are divided by, if any
 * @param source where the measurement was published, if the row says so
 * @param note what one should know of the prediction, if anything
 */
public record Comparison(
    String id,
    String family,
    String group,
    String figure,
    double measured,
    OptionalDouble predicted,
    Optional<String> reason,
    Standing standing,
    Optional<String> relativeTo,
    Optional<String> source,
    Optional<String> note) {

  /** Whether it is the time of a kernel or a collective alone. */
  public boolean isOfAPart() {
    return figure.equals("timeUs");
  }

  /** predicted / measured - 1: above 0 where the prediction is too large. */
  public OptionalDouble error() {
    return predicted.isPresent()
        ? OptionalDouble.of(predicted.getAsDouble() / measured - 1)
        : OptionalDouble.empty();
  }

  /** Whether a smaller figure is the better one: times, sizes, idle shares, costs. */
  boolean isBetterWhenSmaller() {
    return figure.matches(".*(Ms|Us|Bytes|Fraction|Joules|Usd|InFlight)");
  }
}
