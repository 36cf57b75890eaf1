package dev.lockstep.scenarios.validation.row;

import dev.lockstep.scenarios.validation.accuracy.Standing;
import dev.lockstep.scenarios.validation.subject.Subject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One configuration and what was measured on it.
 *
 * @param place file and line, for messages
 * @param id unique in its file
 * @param family the table or campaign that it comes from
 * @param group configurations of one group compete with each other
 * @param subject what was measured
 * @param measured figures by the names of the result format, above 0; none if the row only serves
 *     others to be relative to
 * @param standing what it can prove
 * @param relativeTo id of the row that the figures are divided by, if any
 * @param source where it was published, if the row says so
 */
public record MeasuredRow(
    String place,
    String id,
    String family,
    String group,
    Subject subject,
    Map<String, Double> measured,
    Standing standing,
    Optional<String> relativeTo,
    Optional<String> source) {

  /** Copies the figures. */
  public MeasuredRow {
    measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
  }
}
