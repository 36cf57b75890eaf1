package dev.lockstep.scenarios.study.store;

import dev.lockstep.scenarios.run.Version;
import dev.lockstep.scenarios.study.Combination;
import dev.lockstep.scenarios.study.Grid;
import dev.lockstep.scenarios.study.Shard;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.run.Engine;
import dev.lockstep.scenarios.study.run.StudyRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * A study whose rows go to a file, and are never lost: it may be stopped at any moment, and gone on
 * with.
 */
public final class StoredStudy {

  private final Study study;
  private final Optional<Shard> shard;
  private final ResultFiles files;
  private final Engine engine;
  private final Clock clock;
  private Optional<String> calibration = Optional.empty();

  /**
   * A study and its file.
   *
   * @param shard the part of it that is run; all of it if absent
   * @param results where they go
   * @param engine that runs it
   * @throws IllegalArgumentException if the name of the results ends like no form of them
   */
  public StoredStudy(Study study, Optional<Shard> shard, Path results, Engine engine, Clock clock) {
    ResultFormat.of(results);
    this.study = study;
    this.shard = shard;
    this.files = new ResultFiles(results);
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param rows of the results
   * @param refused of them
   * @param before rows that were there when this run began
   */
  public record Outcome(long rows, long refused, long before) {}

  /** The columns of results: number, axes, figures, and why there are none. */
  public static List<String> columns(Study study) {
    List<String> columns = new ArrayList<>(List.of("row"));
    columns.addAll(study.columns());
    columns.addAll(study.metrics());
    columns.add("refused");
    return columns;
  }

  /**
   * Runs what is not there yet.
   *
   * @param resume whether to go on with what an earlier run left
   * @param listener told of each row
   * @throws UncheckedIOException in one line, if files are there that would be lost, or belong to
   *     another study, or cannot be written
   */
  public Outcome run(boolean resume, Consumer<StudyRow> listener) {
    Manifest own = manifest();
    Optional<Manifest> found = files.readManifest();
    if (Files.exists(files.results())) {
      return alreadyThere(own, found, resume);
    }
    Manifest begun = begun(own, found, resume);
    try (Journal journal = Journal.open(files.journal(), own.columns())) {
      long before = journal.rows();
      long last = journal.lastNumber();
      LongPredicate wanted = number -> number > last && shard.map(s -> s.has(number)).orElse(true);
      Iterator<Combination> rest = new Grid(study).combinations(wanted).iterator();
      engine.run(
          rest,
          row -> {
            journal.append(row.cells());
            calibration = calibration.or(row::calibration);
            listener.accept(row);
          });
      journal.close();
      files.write(begun.finished(now(), calibration, journal.rows(), journal.refused()));
      files.complete();
      return new Outcome(journal.rows(), journal.refused(), before);
    }
  }

  private Outcome alreadyThere(Manifest own, Optional<Manifest> found, boolean resume) {
    boolean complete =
        resume
            && found.isPresent()
            && found.get().isOfTheSame(own)
            && found.get().rows().isPresent();
    if (!complete) {
      throw refusal(files.results(), "is there already. Delete it, or give another name.");
    }
    files.deleteJournal();
    long rows = found.get().rows().orElseThrow();
    return new Outcome(rows, found.get().refused().orElseThrow(), rows);
  }

  private Manifest begun(Manifest own, Optional<Manifest> found, boolean resume) {
    if (!Files.exists(files.journal())) {
      files.write(own);
      return own;
    }
    if (!resume) {
      throw refusal(
          files.journal(), "holds rows of a run that did not end. Add --resume, or delete it.");
    }
    if (found.isEmpty() || !found.get().isOfTheSame(own)) {
      throw refusal(
          files.journal(),
          "was begun with another study, version or part. Delete it, or give another name.");
    }
    return found.get();
  }

  Manifest manifest() {
    return new Manifest(
        study.name(),
        Version.text(),
        Optional.empty(),
        "%s %s, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version")),
        study.base().at("/simulation/seed").asLong(1),
        InputHashes.of(study),
        columns(study),
        new Grid(study).size(),
        shard.map(Shard::toString),
        engine.description(),
        now(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static UncheckedIOException refusal(Path file, String why) {
    return new UncheckedIOException(new IOException(file + ": " + why));
  }
}
