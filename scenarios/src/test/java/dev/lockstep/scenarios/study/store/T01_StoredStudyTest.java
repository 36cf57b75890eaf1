package dev.lockstep.scenarios.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import dev.lockstep.scenarios.study.Shard;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import dev.lockstep.scenarios.study.run.Engine;
import dev.lockstep.scenarios.study.run.OrderedRows;
import dev.lockstep.scenarios.study.run.RowRunner;
import dev.lockstep.scenarios.study.store.StoredStudy.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a study in a file, whatever happens on the way. */
class T01_StoredStudyTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("rows.csv");
  }

  /** Two stages take (m + 1) x 3 ms; bidirectional pipelines need an even number of batches. */
  @Test
  void a_row_a_combination_in_order_refusals_with_their_reason() throws IOException {
    Outcome outcome = run(study(3), Optional.empty(), out, 2, false);

    assertThat(outcome).isEqualTo(new Outcome(6, 2, 0));
    assertThat(Files.readString(out))
        .isEqualTo(
            """
            row,strategy,microBatches,makespanMs,utilisation,refused
            1,1f1b,1,6.0,0.5,
            2,1f1b,2,9.0,0.6666666666666666,
            3,1f1b,3,12.0,0.75,
            4,chimera,1,,,/strategy: chimera with 1 micro-batches on 2 devices; it needs an even number of both
            5,chimera,2,6.0,1.0,
            6,chimera,3,,,/strategy: chimera with 3 micro-batches on 2 devices; it needs an even number of both
            """);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("study.yaml", "rows.csv", "rows.csv.manifest.json");
    }
  }

  @Test
  void json_has_an_object_a_row_without_what_there_is_no_basis_for() throws IOException {
    Path json = folder.resolve("rows.json");
    run(study(2), Optional.empty(), json, 1, false);

    assertThat(Files.readString(json))
        .isEqualTo(
            """
            [
            {"row":1,"strategy":"1f1b","microBatches":1,"makespanMs":6.0,"utilisation":0.5},
            {"row":2,"strategy":"1f1b","microBatches":2,"makespanMs":9.0,"utilisation":0.6666666666666666},
            {"row":3,"strategy":"chimera","microBatches":1,"refused":"/strategy: chimera with 1 micro-batches on 2 devices; it needs an even number of both"},
            {"row":4,"strategy":"chimera","microBatches":2,"makespanMs":6.0,"utilisation":1.0}
            ]
            """);
  }

  @Test
  void parquet_has_typed_columns() throws IOException {
    Path parquet = folder.resolve("rows.parquet");
    run(study(2), Optional.empty(), parquet, 1, false);

    assertThat(
            ParquetReader.readMetadata(parquet.toFile()).getFileMetaData().getSchema().toString())
        .isEqualTo(
            """
            message rows {
              optional int64 row;
              optional binary strategy (STRING);
              optional int64 microBatches;
              optional double makespanMs;
              optional double utilisation;
              optional binary refused (STRING);
            }
            """);
    List<Map<String, Object>> rows = rows(parquet);
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0))
        .containsEntry("row", 1L)
        .containsEntry("strategy", "1f1b")
        .containsEntry("makespanMs", 6.0)
        .containsEntry("refused", null);
  }

  private static List<Map<String, Object>> rows(Path parquet) throws IOException {
    Hydrator<Map<String, Object>, Map<String, Object>, String[]> cells =
        new Hydrator<>() {
          @Override
          public Map<String, Object> start() {
            return new LinkedHashMap<>();
          }

          @Override
          public Map<String, Object> add(Map<String, Object> row, String[] column, Object value) {
            row.put(String.join(".", column), value);
            return row;
          }

          @Override
          public Map<String, Object> finish(Map<String, Object> row) {
            return row;
          }
        };
    try (Stream<Map<String, Object>> all = ParquetReader.streamContent(parquet.toFile(), cells)) {
      return all.toList();
    }
  }

  @Test
  void the_manifest_says_where_results_come_from() throws IOException {
    run(study(3), Optional.empty(), out, 2, false);

    Manifest manifest = new ResultFiles(out).readManifest().orElseThrow();
    assertThat(manifest.rows()).hasValue(6L);
    assertThat(manifest.refused()).hasValue(2L);
    assertThat(manifest.calibration()).hasValue("profile in the scenario");
    assertThat(manifest.started()).isEqualTo("2026-02-03T04:05:06Z");
    assertThat(manifest.inputs()).containsOnlyKeys(folder.resolve("study.yaml").toString());
    assertThat(manifest.inputs().values()).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  /** Wherever the file ends, be it within a line, what follows is the same. */
  @Test
  void a_stopped_run_goes_on_to_the_same_bytes() throws IOException {
    Study study = study(20);
    run(study, Optional.empty(), out, 2, false);
    byte[] whole = Files.readAllBytes(out);
    Random random = new Random(1);
    for (int stop = 0; stop < 50; stop++) {
      Path again = folder.resolve("again" + stop + ".csv");
      ResultFiles files = new ResultFiles(again);
      Files.copy(new ResultFiles(out).manifest(), files.manifest());
      Files.write(files.journal(), Arrays.copyOf(whole, random.nextInt(whole.length + 1)));

      Outcome outcome = run(study, Optional.empty(), again, 1 + stop % 3, true);

      assertThat(outcome.rows()).isEqualTo(40);
      assertThat(again).hasBinaryContent(whole);
      assertThat(files.journal()).doesNotExist();
    }
  }

  @Test
  void a_run_that_fails_keeps_its_rows() throws IOException {
    Study study = study(20);
    AtomicInteger count = new AtomicInteger();
    StoredStudy failing = new StoredStudy(study, Optional.empty(), out, local(study, 2), CLOCK);

    assertThatThrownBy(
            () ->
                failing.run(
                    false,
                    row -> {
                      if (count.incrementAndGet() == 10) {
                        throw new IllegalStateException("the power fails");
                      }
                    }))
        .hasMessage("the power fails");

    assertThat(out).doesNotExist();
    assertThatThrownBy(() -> run(study, Optional.empty(), out, 2, false))
        .hasMessageEndingWith(
            "rows.csv.part: holds rows of a run that did not end. Add --resume, or delete it.");
    assertThat(run(study, Optional.empty(), out, 2, true)).isEqualTo(new Outcome(40, 10, 10));
    assertThat(run(study, Optional.empty(), out, 2, true)).isEqualTo(new Outcome(40, 10, 40));
  }

  @Test
  void nothing_that_is_there_is_overwritten() throws IOException {
    run(study(2), Optional.empty(), out, 1, false);

    assertThatThrownBy(() -> run(study(2), Optional.empty(), out, 1, false))
        .hasMessageEndingWith("rows.csv: is there already. Delete it, or give another name.");
    assertThatThrownBy(() -> run(study(3), Optional.empty(), out, 1, true))
        .hasMessageEndingWith("rows.csv: is there already. Delete it, or give another name.");
    ResultFiles files = new ResultFiles(out);
    Files.move(out, files.journal());
    assertThatThrownBy(() -> run(study(3), Optional.empty(), out, 1, true))
        .hasMessageEndingWith(
            "was begun with another study, version or part. Delete it, or give another name.");
  }

  @Test
  void a_journal_that_holds_no_rows_is_named() throws IOException {
    Study study = study(2);
    ResultFiles files = new ResultFiles(out);
    files.write(new StoredStudy(study, Optional.empty(), out, local(study, 1), CLOCK).manifest());
    Files.writeString(files.journal(), "row,strategy\n1,1f1b\n\0\0\n");

    assertThatThrownBy(() -> run(study, Optional.empty(), out, 1, true))
        .hasMessageEndingWith(
            "the line that ends at byte 23 is no row. Delete the file, and begin anew.");
  }

  /** A run that was stopped when its results were there, and its journal still. */
  @Test
  void a_journal_of_complete_results_goes() throws IOException {
    run(study(2), Optional.empty(), out, 1, false);
    ResultFiles files = new ResultFiles(out);
    Files.copy(out, files.journal());

    assertThat(run(study(2), Optional.empty(), out, 1, true).rows()).isEqualTo(4);
    assertThat(files.journal()).doesNotExist();
  }

  @Test
  void one_process_at_a_time() {
    Study study = study(2);
    ResultFiles files = new ResultFiles(out);
    files.write(new StoredStudy(study, Optional.empty(), out, local(study, 1), CLOCK).manifest());
    try (Journal other = Journal.open(files.journal(), StoredStudy.columns(study))) {
      assertThatThrownBy(() -> run(study, Optional.empty(), out, 1, true))
          .hasMessageEndingWith(
              "rows.csv.part: another process is writing it. Wait, or give another name.");
      assertThat(other.rows()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void parts_together_are_the_whole(int parts) throws IOException {
    Study study = study(5);
    run(study, Optional.empty(), out, 2, false);
    List<Path> files = new ArrayList<>();
    for (int part = parts; part >= 1; part--) {
      files.add(folder.resolve("part%d.csv".formatted(part)));
      run(study, Optional.of(new Shard(part, parts)), files.get(parts - part), 1, false);
    }
    Path merged = folder.resolve("merged.csv");

    Outcome outcome = new ShardMerge(files, merged).run();

    assertThat(outcome.rows()).isEqualTo(10);
    assertThat(merged).hasSameBinaryContentAs(out);
    assertThat(new ResultFiles(merged).readManifest().orElseThrow().shard()).isEmpty();
  }

  @Test
  void parts_that_do_not_belong_together_are_refused() {
    Path first = folder.resolve("first.csv");
    Path again = folder.resolve("again.csv");
    Path other = folder.resolve("other.csv");
    run(study(5), Optional.of(new Shard(1, 2)), first, 1, false);
    run(study(5), Optional.of(new Shard(1, 2)), again, 1, false);
    run(study(6), Optional.of(new Shard(2, 2)), other, 1, false);

    assertRefused("rows.csv: part 2 of 2 is missing. Name its results too.", first);
    assertRefused("again.csv: is part 1/2, as another one is.", first, again);
    assertRefused("other.csv: is of another study than " + first + ".", first, other);
    assertRefused(
        "study.yaml: is no complete part of a study. Run it with --resume first.",
        folder.resolve("study.yaml"));
  }

  private void assertRefused(String line, Path... parts) {
    assertThatThrownBy(() -> new ShardMerge(List.of(parts), out).run()).hasMessageEndingWith(line);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void results_are_the_same_on_any_number_of_threads(int threads) throws IOException {
    run(study(20), Optional.empty(), out, threads, false);
    Path other = folder.resolve("other.csv");
    run(study(20), Optional.empty(), other, 3, false);

    assertThat(out).hasSameBinaryContentAs(other);
  }

  private static Engine local(Study study, int threads) {
    return new OrderedRows(new RowRunner(study), threads);
  }

  private Outcome run(
      Study study, Optional<Shard> shard, Path results, int threads, boolean resume) {
    return new StoredStudy(study, shard, results, local(study, threads), CLOCK)
        .run(resume, row -> {});
  }

  private Study study(int most) {
    Path file = folder.resolve("study.yaml");
    try {
      Files.writeString(
          file,
          """
          scenario:
            model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
            cluster: {ideal: {transferLatencyMs: 0}}
            training: {microBatches: 4}
            strategy: {name: 1f1b}
          axes:
            - {path: /strategy/name, name: strategy, values: [1f1b, chimera]}
            - {path: /training/microBatches, range: {from: 1, to: %d, step: 1}}
          metrics: [makespanMs, utilisation]
          """
              .formatted(most));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return StudyFile.read(file);
  }
}
