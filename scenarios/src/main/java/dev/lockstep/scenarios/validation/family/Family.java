package dev.lockstep.scenarios.validation.family;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a family file says of its rows as a whole.
 *
 * @param name what rows call it
 * @param title one line for readers
 * @param source where it was published
 * @param hardware what it was measured on, if it says so
 * @param targetPercent mean absolute error to reach, if one was set
 * @param peer the best other program on it, with its error, if one is known
 * @param why why a large error remains, if one does
 */
public record Family(
    String name,
    String title,
    String source,
    Optional<String> hardware,
    OptionalDouble targetPercent,
    Optional<String> peer,
    Optional<String> why) {}
