package dev.lockstep.scenarios.plan.question;

import dev.lockstep.scenarios.plan.Search.Effort;
import dev.lockstep.scenarios.plan.variant.Variant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is asked.
 *
 * @param name what results call it
 * @param goal what is best
 * @param variants models on clusters to choose from, in the order of the file
 * @param costUsdPerHour of all devices at most, if the file says so
 * @param sensitivity whether to search again on other hardware
 * @param effort how much is asked for
 */
public record Question(
    String name,
    Goal goal,
    List<Variant> variants,
    OptionalDouble costUsdPerHour,
    boolean sensitivity,
    Effort effort) {

  /** Copies the list. */
  public Question {
    variants = List.copyOf(variants);
  }

  /** The same, and what changes if the hardware does. */
  public Question withSensitivity() {
    return new Question(name, goal, variants, costUsdPerHour, true, effort);
  }
}
