package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report}: a page of what {@code sweep} wrote. */
class T21_ReportTest {

  @TempDir Path folder;
  private Path study;
  private Path rows;
  private Path page;

  @BeforeEach
  void sweep() {
    study =
        Shell.write(
            folder.resolve("study.yaml"),
            """
            scenario:
              model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
              cluster: {ideal: {transferLatencyMs: 0}}
              training: {microBatches: 4}
              strategy: {name: 1f1b}
            axes: [{path: /training/microBatches, values: [2, 4, 8]}]
            """);
    rows = folder.resolve("rows.csv");
    page = folder.resolve("page.html");
    lockstep("sweep", study, "--out", rows);
  }

  @Test
  void a_page_has_rows_manifest_and_timelines() throws IOException {
    Outcome outcome =
        lockstep("report", rows, "--out", page, "--study", study, "--timelines", "3,1");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(Files.readString(page))
        .contains("<title>rows.csv</title>", "\"study\" : \"study\"")
        .containsSubsequence("Row 3</figcaption>", "microBatches 8", "Row 1</figcaption>");
  }

  @Test
  void curves_of_what_was_learned_stand_in_it() throws IOException {
    Path scenario =
        Shell.write(
            folder.resolve("spirals.yaml"),
            """
            model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
            cluster: {ideal: {transferLatencyMs: 0}}
            training: {microBatches: 2}
            strategy: {name: 1f1b}
            learning:
              data: {name: spirals, training: 60, test: 30}
              network: {mlp: {depth: 3, width: 8}}
              iterations: 4
              microBatch: 4
              evaluateEvery: 2
            """);
    Path learned = folder.resolve("learned.json");
    lockstep("train", scenario, "--strategies", "1f1b,local", "--format", "json", "--out", learned);

    assertThat(lockstep("report", rows, "--out", page, "--curves", learned).status()).isZero();

    assertThat(Files.readString(page))
        .containsSubsequence(
            "Accuracy against simulated time, learned.json</figcaption><svg",
            ">1f1b</text>",
            ">local</text>",
            "Test loss against simulated time, learned.json</figcaption><svg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ROWS --out PAGE --x speed                        | there is no column speed; there are row, microBatches,
          ROWS --out PAGE --timelines 1                    | --timelines needs --study FILE, whose scenarios it draws. Try:
          ROWS --out PAGE --timelines 9 --study STUDY      | --timelines: there is no row 9. Try:
          STUDY --out PAGE                                 | STUDY: does not begin with a column "row". Name a CSV that sweep wrote.
          ROWS                                             | Missing required option: '--out=FILE'. Try:
          """)
  void what_cannot_be_is_refused(String words, String line) {
    Outcome outcome = lockstep(named("report " + words).split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("lockstep: " + named(line)).hasLineCount(1);
    assertThat(page).doesNotExist();
  }

  private String named(String words) {
    return words
        .replace("ROWS", rows.toString())
        .replace("PAGE", page.toString())
        .replace("STUDY", study.toString());
  }
}
