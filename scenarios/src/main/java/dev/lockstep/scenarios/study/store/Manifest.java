package dev.lockstep.scenarios.study.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where results come from; lies beside them.
 *
 * @param study its name
 * @param version of this program
 * @param calibration what the figures of the first run that was not refused rest on
 * @param host system and Java version
 * @param seed of the first repetition
 * @param inputs SHA-256 of the study and of each file that it or its base names, by their paths
 * @param columns of the results
 * @param combinations of the study, those that are left out counted too
 * @param shard part of the study that these results are, such as {@code 2/8}
 * @param engine that ran it last, such as {@code local, 2 threads}
 * @param started when it was begun, in UTC
 * @param finished when it was complete, in UTC; absent before
 * @param rows in the results; absent before they are complete
 * @param refused combinations of them without figures
 */
@JsonInclude(Include.NON_ABSENT)
public record Manifest(
    String study,
    String version,
    Optional<String> calibration,
    String host,
    long seed,
    Map<String, String> inputs,
    List<String> columns,
    long combinations,
    Optional<String> shard,
    String engine,
    String started,
    Optional<String> finished,
    Optional<Long> rows,
    Optional<Long> refused) {

  /** Whether results begun with one can be gone on with by the other. */
  boolean isOfTheSame(Manifest other) {
    return version.equals(other.version)
        && inputs.equals(other.inputs)
        && columns.equals(other.columns)
        && shard.equals(other.shard);
  }

  /** Whether results of both belong to one study, as parts of it. */
  boolean isOfTheSameStudy(Manifest other) {
    return version.equals(other.version)
        && inputs.equals(other.inputs)
        && columns.equals(other.columns);
  }

  /** Of all parts together: begun with the first of them, finished with the last. */
  Manifest whole(List<Manifest> parts) {
    return new Manifest(
        study,
        version,
        parts.stream().flatMap(part -> part.calibration.stream()).findFirst(),
        host,
        seed,
        inputs,
        columns,
        combinations,
        Optional.empty(),
        engine,
        parts.stream().map(Manifest::started).min(String::compareTo).orElse(started),
        parts.stream().flatMap(part -> part.finished.stream()).max(String::compareTo),
        Optional.empty(),
        Optional.empty());
  }

  Manifest finished(String now, Optional<String> basis, long allRows, long allRefused) {
    return new Manifest(
        study,
        version,
        basis.or(() -> calibration),
        host,
        seed,
        inputs,
        columns,
        combinations,
        shard,
        engine,
        started,
        Optional.of(now),
        Optional.of(allRows),
        Optional.of(allRefused));
  }
}
