package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train}: what a strategy does to accuracy. */
class T17_TrainTest {

  private static final String SCENARIO =
      """
      name: spirals, small
      model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2, auxiliaryMs: 1}}
      cluster: {ideal: {transferLatencyMs: 0}}
      training: {microBatches: 2}
      strategy: {name: 1f1b}
      learning:
        data: {name: spirals, training: 60, test: 30}
        network: {mlp: {depth: 3, width: 8}}
        iterations: 8
        microBatch: 4
        evaluateEvery: 2
        targetAccuracy: 0.1
        seeds: 2
      """;

  @TempDir Path folder;
  private Path scenario;

  @BeforeEach
  void writeScenario() {
    scenario = Shell.write(folder.resolve("scenario.yaml"), SCENARIO);
  }

  @Test
  void a_table_says_accuracy_with_its_interval_and_when_the_target_was_reached() {
    Outcome outcome = lockstep("train", scenario, "--strategies", "1f1b,pipedream");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("spirals, small\n\n  strategy ")
        .containsPattern(
            "accuracy % +test loss +simulated s +to 10 %: s +mini-batches +stale +curve\n")
        .containsPattern(
            "  1f1b +[\\d.]+ \u00b1 [\\d.]+ +[\\d.]+ \u00b1 [\\d.]+ +0\\.072 +0\\.018 \u00b1 0\\.000 +2 \u00b1 0 +0 +[\u2581-\u2588]{4}\n")
        .contains("of spirals after 8 mini-batches of 8 samples (1.1 epochs); mean of 2 seeds");
  }

  @Test
  void equal_command_lines_give_equal_bytes() {
    Object[] words = {"train", scenario, "--strategies", "pipedream,local", "--format", "json"};

    assertThat(lockstep(words).out()).isEqualTo(lockstep(words).out());
  }

  @Test
  void synchronous_strategies_learn_alike() throws IOException {
    JsonNode results =
        json("train", scenario, "--strategies", "sequential,gpipe,1f1b,zb-h1", "--format", "json");

    assertThat(results).hasSize(4);
    for (JsonNode result : results) {
      assertThat(result.get("accuracy")).isEqualTo(results.get(0).get("accuracy"));
      assertThat(result.get("testLoss")).isEqualTo(results.get(0).get("testLoss"));
    }
  }

  @Test
  void json_is_one_object_with_a_look_at_each_seed() throws IOException {
    JsonNode result = json("train", scenario, "--format", "json");

    assertThat(result.fieldNames())
        .toIterable()
        .containsExactly(
            "scenario",
            "strategy",
            "data",
            "accuracy",
            "testLoss",
            "iterations",
            "samplesPerIteration",
            "epochs",
            "simulatedMs",
            "target",
            "staleness",
            "seeds");
    assertThat(result.at("/seeds")).hasSize(2);
    assertThat(result.at("/seeds/1/seed").asInt() - result.at("/seeds/0/seed").asInt()).isOne();
    assertThat(result.at("/seeds/0/looks")).hasSize(4);
    assertThat(result.at("/seeds/0/looks/3/iterations").asInt()).isEqualTo(8);
    assertThat(result.at("/seeds/0/looks/3/simulatedMs")).isEqualTo(result.get("simulatedMs"));
    assertThat(result.at("/target/seedsThatReachedIt").asInt()).isEqualTo(2);
  }

  @Test
  void csv_has_a_row_a_look() {
    String csv = lockstep("train", scenario, "--format", "csv").out();

    assertThat(csv.lines()).hasSize(1 + 2 * 4);
    assertThat(csv)
        .startsWith(
            "scenario,strategy,seed,iterations,simulatedMs,trainingLoss,testLoss,accuracy\n");
  }

  @Test
  void of_all_strategies_those_without_numbers_say_why() throws IOException {
    JsonNode results =
        json(
            "train",
            scenario,
            "--strategies",
            "all",
            "--format",
            "json",
            "--iterations",
            "2",
            "--seeds",
            "1");

    assertThat(results.findValues("accuracy")).hasSizeGreaterThan(25);
    assertThat(results)
        .filteredOn(result -> result.has("refused"))
        .allSatisfy(refusal -> assertThat(refusal.get("refused").asText()).isNotBlank())
        .extracting(refusal -> refusal.get("strategy").asText())
        .contains("ideal", "custom")
        .doesNotContain("1f1b", "pipedream", "local");
  }

  @Test
  void a_page_has_curves_of_all_strategies_and_needs_no_other_file() throws IOException {
    Path page = folder.resolve("curves.html");

    Outcome outcome = lockstep("train", scenario, "--strategies", "1f1b,pipedream", "--html", page);

    assertThat(outcome.status()).isZero();
    String html = Files.readString(page);
    assertThat(html.split("<polyline", -1)).hasSize(1 + 2 + 4 * 2); // legend, four charts
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("prefers-color-scheme: dark")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("NaN");
  }

  @ParameterizedTest
  @CsvSource({"--seeds, 0", "--seeds, 1001", "--iterations, 0", "--iterations, -3"})
  void numbers_that_cannot_be_are_refused(String option, String number) {
    Outcome outcome = lockstep("train", scenario, option, number);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("lockstep: " + option + " " + number + ": must be 1 to ");
  }

  @Test
  void a_missing_data_file_is_one_line_with_its_name() {
    Path file =
        Shell.write(
            folder.resolve("mnist.yaml"),
            SCENARIO.replace("spirals, training: 60, test: 30", "mnist, path: digits"));

    Outcome outcome = lockstep("train", file);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("lockstep: " + file + ": /learning/data/path: " + folder.resolve("digits"))
        .hasLineCount(1);
  }

  @Test
  void a_scenario_that_says_nothing_about_learning_is_told_what_to_add() {
    Path file = Shell.write(folder.resolve("plain.json"), Shell.units("1f1b", 2, 4));

    Outcome outcome = lockstep("train", file);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains(": /learning: is missing").contains("\"data\"");
  }

  private static JsonNode json(Object... words) throws IOException {
    Outcome outcome = lockstep(words);
    assertThat(outcome.err()).isEmpty();
    return new ObjectMapper().readTree(outcome.out());
  }

  @ParameterizedTest
  @CsvSource({"name: adamw", "nesterov: true"})
  void spikes_are_compensated_in_sgd_alone(String optimizer) {
    Path other =
        Shell.write(
            folder.resolve("other.yaml"),
            SCENARIO.replace("iterations: 8", "iterations: 8\n  optimizer: {" + optimizer + "}"));

    assertThat(lockstep("train", other, "--strategies", "pipelined-backprop").err())
        .isEqualTo(
            "lockstep: "
                + other
                + ": /learning/optimizer: pipelined-backprop: is not sgd with plain momentum, for which"
                + " alone spikes of late gradients are compensated. Take sgd without nesterov.\n");
    assertThat(lockstep("train", scenario, "--strategies", "pipelined-backprop").status()).isZero();
  }
}
