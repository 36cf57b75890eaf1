package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** What chance does, from the command line. */
class T22_RiskTest {

  private static final String CHANCE =
      """
      "simulation": {
        "jitter": { "compute": { "coefficientOfVariation": 0.1 } },
        "faults": { "deviceMtbfHours": 500, "checkpointSeconds": 60, "restartSeconds": 300 }
      },
      """;

  @TempDir Path folder;
  private Path scenario;

  @BeforeEach
  void writeScenario() {
    scenario = write(CHANCE);
  }

  @Test
  void a_table_tells_steps_goodput_and_days() {
    Outcome outcome = lockstep("risk", scenario);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("1f1b on 4 devices in 4 nodes, 95.00 % intervals")
        .containsPattern("undisturbed +33\\.000 ms an iteration")
        .containsPattern("iteration time +3\\d\\.\\d+ ms \\(.* to .*\\), mean of 100 repetitions")
        .containsPattern("failures of the job +every 125\\.000 hours on average")
        .containsPattern("checkpoint interval +121\\.8\\d+ min, the best")
        .containsPattern("Young +122\\.474 min")
        .containsPattern("goodput +98\\.\\d+ % .*closed form")
        .contains("those of a job of 30 days");
  }

  @Test
  void strategies_are_held_against_the_first() throws IOException {
    Outcome outcome = lockstep("risk", scenario, "--strategies", "1f1b,zb-h1", "--format", "json");

    JsonNode results = new ObjectMapper().readTree(outcome.out());
    assertThat(results).hasSize(2);
    assertThat(results.get(0).at("/steps/againstFirstMs").isMissingNode()).isTrue();
    assertThat(results.get(1).at("/steps/againstFirstMs/high").asDouble()).isNegative();
    assertThat(results.get(1).at("/faults/intervalIsBest").asBoolean()).isTrue();
  }

  @Test
  void csv_has_a_row_a_strategy_and_the_same_bytes_again() {
    Outcome first = lockstep("risk", scenario, "--strategies", "1f1b,zb-h1", "--format", "csv");

    assertThat(first.out().lines()).hasSize(3);
    assertThat(first.out()).startsWith("scenario,strategy,devices,nodes,confidence,");
    assertThat(lockstep("risk", scenario, "--strategies", "1f1b,zb-h1", "--format", "csv"))
        .isEqualTo(first);
  }

  @Test
  void more_precision_takes_more_repetitions_up_to_the_most() {
    assertThat(lockstep("risk", scenario, "--precision", "0.05%", "--repetitions", "150").out())
        .contains("mean of 150 repetitions, less sure than asked for");
    assertThat(lockstep("risk", scenario, "--confidence", "0.8").out())
        .contains("80.00 % intervals");
  }

  @Test
  void a_chart_has_a_bar_a_strategy_and_the_curve_of_goodput() throws Exception {
    Path chart = folder.resolve("chart.svg");

    Outcome outcome = lockstep("risk", scenario, "--strategies", "1f1b,gpipe", "--chart", chart);

    assertThat(outcome.status()).isZero();
    Element svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(chart.toFile())
            .getDocumentElement();
    assertThat(svg.getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    assertThat(svg.getTextContent()).contains("1f1b", "gpipe", "simulated");
    assertThat(lockstep("risk", jitterOnly(), "--chart", chart).err())
        .contains("--chart draws failures; add simulation.faults");
  }

  private Path jitterOnly() {
    return write(
        "\"simulation\": { \"jitter\": { \"compute\": { \"coefficientOfVariation\": 0.1 } } },");
  }

  @Test
  void run_shows_one_draw_and_says_so() {
    Outcome outcome = lockstep("run", scenario, "--format", "json");

    assertThat(outcome.out())
        .contains("times are those of one draw, of seed 1; lockstep risk tells")
        .contains("nothing fails here; lockstep risk tells what failures cost");
  }

  @ParameterizedTest
  @CsvSource({"run, ''", "risk, ''", "compare, --strategies=gpipe"})
  void a_job_without_a_basis_is_refused_where_it_stands(String command, String option) {
    Path file = write(CHANCE + "\"job\": { \"tokens\": 5 }, ");
    Object[] words =
        option.isEmpty() ? new Object[] {command, file} : new Object[] {command, file, option};

    Outcome outcome = lockstep(words);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("lockstep: " + file + ": /job/tokens: ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --precision   | 0    | --precision 0: must be a share such as 1% or 0.01
          --precision   | much | --precision much: must be a share such as 1% or 0.01
          --confidence  | 100% | --confidence 100%: must be a share such as 1% or 0.01
          --repetitions | 99   | --repetitions 99: must be at least 100
          """)
  void bad_options_are_refused(String option, String word, String message) {
    Outcome outcome = lockstep("risk", scenario, option, word);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "seed": 2 | /simulation: says nothing of chance
          "jitter": { "compute": {} } | /simulation/jitter/compute: holds neither samples nor a coefficientOfVariation
          "jitter": { "compute": { "distribution": "empirical", "coefficientOfVariation": 1 } } | is empirical without samples
          "jitter": { "compute": { "samples": "none.csv" } } | none.csv
          "stragglers": [ { "factor": 2 } ] | /simulation/stragglers/0: names no device or link
          "stragglers": [ { "link": "1 to 2", "factor": 2 } ] | /simulation/stragglers/0/link: is no pair of ranks
          "stragglers": [ { "device": 1, "factor": 2, "fromMs": 5, "toMs": 5 } ] | /simulation/stragglers/0/toMs: is not behind fromMs
          "faults": { "checkpointSeconds": 5, "restartSeconds": 5 } | leaves the interval to be the best, but nothing fails
          "faults": { "deviceMtbfHours": 5, "checkpointSeconds": 5, "restartSeconds": 5, "spares": 1 } | has spares without repairHours
          "faults": { "deviceMtbfHours": 5, "checkpointSeconds": 0, "restartSeconds": 5 } | but checkpoints cost nothing
          """)
  void bad_files_are_refused_in_one_line(String simulation, String message) {
    Outcome outcome = lockstep("risk", write("\"simulation\": { %s },".formatted(simulation)));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains(message).hasLineCount(1);
  }

  private Path write(String chance) {
    return Shell.write(
        folder.resolve("chance.json"),
        Shell.units("1f1b", 4, 8).replace("\"strategy\"", chance + "\"strategy\""));
  }
}
