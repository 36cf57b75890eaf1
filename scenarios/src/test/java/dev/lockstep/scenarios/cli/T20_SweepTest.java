package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sweep}: all combinations of a study, in a file that is never lost. */
class T20_SweepTest {

  private static final String STUDY =
      """
      base: base.yaml
      axes:
        - {path: /strategy/name, name: strategy, values: [1f1b, chimera]}
        - {path: /training/microBatches, range: {from: 1, to: 4, step: 1}}
      exclude: ["strategy == 'chimera' && microBatches < 3"]
      metrics: [iterationTimeMs]
      """;

  @TempDir Path folder;
  private Path study;
  private Path out;

  @BeforeEach
  void write() {
    Shell.write(
        folder.resolve("base.yaml"),
        """
        model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
        cluster: {ideal: {transferLatencyMs: 0}}
        training: {microBatches: 4}
        strategy: {name: 1f1b}
        """);
    study = Shell.write(folder.resolve("study.yaml"), STUDY);
    out = folder.resolve("rows.csv");
  }

  @Test
  void rows_go_to_the_file_and_a_line_about_them_to_the_terminal() throws IOException {
    Outcome outcome = lockstep("sweep", study, "--out", out);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .matches("\\Q%s\\E: 6 rows, 1 of them refused; 6 in .* s, .* a second\\R".formatted(out));
    assertThat(Files.readString(out))
        .isEqualTo(
            """
            row,strategy,microBatches,iterationTimeMs,refused
            1,1f1b,1,6.0,
            2,1f1b,2,9.0,
            3,1f1b,3,12.0,
            4,1f1b,4,15.0,
            7,chimera,3,,/strategy: chimera with 3 micro-batches on 2 devices; it needs an even number of both
            8,chimera,4,12.0,
            """);
  }

  @Test
  void a_dry_run_counts() {
    Outcome outcome = lockstep("sweep", study, "--dry-run");

    assertThat(outcome.out()).isEqualTo("8 combinations, 6 of them to run\n");
    assertThat(lockstep("sweep", study, "--dry-run", "--shard", "2/3").out())
        .isEqualTo("8 combinations, 2 of them to run\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void parts_are_run_one_by_one_and_put_together() throws IOException {
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    lockstep("sweep", study, "--out", out);
    lockstep("sweep", study, "--out", first, "--shard", "1/2", "--threads", "1");
    lockstep("sweep", study, "--out", second, "--shard", "2/2");
    Path all = folder.resolve("all.csv");

    Outcome outcome = lockstep("sweep", "--merge", first, second, "--out", all);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).startsWith(all + ": 6 rows, 1 of them refused");
    assertThat(all).hasSameBinaryContentAs(out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          STUDY                            | --out is missing; say where the rows go. Try: lockstep sweep --help
          STUDY --out rows.txt             | --out: rows.txt: the name ends in none of .csv, .json, .parquet. Name the form of the results. Try: lockstep sweep --help
          STUDY --out rows.csv --shard 3/2 | --shard: there is no part 3 of 2; the first is 1/2. Try: lockstep sweep --help
          STUDY --out rows.csv --threads 0 | --threads is 0; take 1 or more. Try: lockstep sweep --help
          STUDY --out rows.csv --master local[2]             | --master is of --engine spark, and the engine is local. Try: lockstep sweep --help
          STUDY --out rows.csv --engine spark --threads 2    | --threads is of --engine local; for Spark here, say --master local[N]. Try: lockstep sweep --help
          STUDY --out rows.csv --engine spark                | --engine spark: this jar has none; start it as ./lockstep sweep. Try: lockstep sweep --help
          STUDY --out rows.csv --engine flink                | --engine flink: there is none such; take local or spark. Try: lockstep sweep --help
          --out rows.csv                   | STUDY is missing; name a study file. Try: lockstep sweep --help
          STUDY --merge a.csv --out b.csv  | --merge goes with --out alone. Try: lockstep sweep --help
          missing.yaml --out rows.csv      | missing.yaml: the file does not exist. Check the name and the current directory.
          """)
  void what_cannot_be_is_refused(String words, String line) {
    Outcome outcome =
        lockstep(("sweep " + words).replace("STUDY", study.toString()).split(" ", -1));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("lockstep: " + line).hasLineCount(1);
  }

  @Test
  void a_folder_that_cannot_be_written_is_named_before_anything_runs() {
    Outcome outcome = lockstep("sweep", study, "--out", folder.resolve("no/rows.csv"));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("there is no folder").contains("Make it first.");
  }

  @Test
  void a_killed_run_goes_on_to_the_same_bytes() throws IOException, InterruptedException {
    Shell.write(
        study,
        """
        base: base.yaml
        axes: [{path: /model/profile/forwardMs, range: {from: 1.0, to: 3.0, count: 3000}}]
        """);
    lockstep("sweep", study, "--out", out);
    Path killed = folder.resolve("killed.csv");
    killWithin(killed);

    assertThat(killed).doesNotExist();
    Outcome outcome = lockstep("sweep", study, "--out", killed, "--resume");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).contains("were there before");
    assertThat(killed).hasSameBinaryContentAs(out);
  }

  /** Another process, until it has written some rows. */
  private void killWithin(Path results) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("sweep", study.toString(), "--out", results.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    Path part = results.resolveSibling(results.getFileName() + ".part");
    while (process.isAlive() && !(Files.exists(part) && Files.size(part) > 1_000)) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(process.destroyForcibly().waitFor()).as("killed").isNotZero();
  }
}
