package dev.lockstep.scenarios.consumption;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an iteration and the whole training take. A figure without a basis is absent.
 *
 * @param timeToTrainDays of the whole training, if nothing fails
 * @param energyJoules of an iteration, all devices, nodes and the building
 * @param costUsd of an iteration
 * @param carbonKg of an iteration, as carbon dioxide equivalent
 * @param whole the same of the whole training; absent if it is not said how much that is
 * @param notes assumptions
 */
public record Consumption(
    OptionalDouble timeToTrainDays,
    OptionalDouble energyJoules,
    OptionalDouble costUsd,
    OptionalDouble carbonKg,
    Optional<Whole> whole,
    List<String> notes) {

  /** Copies the list. */
  public Consumption {
    notes = List.copyOf(notes);
  }

  /** Nothing is known. */
  public static Consumption unknown() {
    return new Consumption(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        List.of());
  }

  /**
   * What the whole training takes.
   *
   * @param iterations mini-batches
   * @param energyKwh kilowatt-hours
   * @param costUsd US dollars
   * @param carbonKg carbon dioxide equivalent
   */
  public record Whole(
      double iterations,
      OptionalDouble energyKwh,
      OptionalDouble costUsd,
      OptionalDouble carbonKg) {}
}
