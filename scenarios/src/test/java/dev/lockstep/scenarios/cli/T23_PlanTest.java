package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.plan.question.PlanFile;
import dev.lockstep.scenarios.plan.question.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plan}: from a question to its answer. */
class T23_PlanTest {

  static final String LAYERS =
      """
      name: six layers
      model:
        layers:
          - {name: a, forwardMs: 1, backwardInputMs: 1, backwardWeightMs: 1, activationBytes: 100, outputBytes: 10, parameterBytes: 50}
          - {name: b, forwardMs: 1, backwardInputMs: 1, backwardWeightMs: 1, activationBytes: 100, outputBytes: 10, parameterBytes: 50}
          - {name: c, forwardMs: 1, backwardInputMs: 1, backwardWeightMs: 1, activationBytes: 100, outputBytes: 10, parameterBytes: 50}
          - {name: d, forwardMs: 1, backwardInputMs: 1, backwardWeightMs: 1, activationBytes: 100, outputBytes: 10, parameterBytes: 50}
          - {name: e, forwardMs: 1, backwardInputMs: 1, backwardWeightMs: 1, activationBytes: 100, outputBytes: 10, parameterBytes: 50}
          - {name: f, forwardMs: 1, backwardInputMs: 1, backwardWeightMs: 1, activationBytes: 100, outputBytes: 10, parameterBytes: 50}
      cluster: {ideal: {transferLatencyMs: 0.1, memoryBytes: 3000}}
      parallelism: {pipeline: 3}
      training: {microBatches: 4}
      strategy: {name: 1f1b}
      """;

  static final String QUESTION =
      """
      base: layers.yaml
      search: {pipeline: [1, 2, 3], strategies: [1f1b, gpipe, zb-h1]}
      front: 3
      """;

  static final String TRANSFORMER =
      """
      scenario:
        model: {transformer: {layers: 4, hidden: 1024, heads: 8, vocabulary: 32000, sequence: 512}}
        cluster: {preset: dgx-a100-80gb, nodes: 2}
        training: {globalBatch: 16, microBatch: 1}
      search: {strategies: [1f1b, zb-h1], context: [1], zeroStage: [1], microBatch: [1, 2]}
      """;

  @TempDir Path folder;
  private Path layers;
  private Path question;

  @BeforeEach
  void writeFiles() {
    layers = Shell.write(folder.resolve("layers.yaml"), LAYERS);
    question = Shell.write(folder.resolve("question.yaml"), QUESTION);
  }

  /** Three devices of two layers each, 4 x 6 ms of work and no bubble but that of the fill. */
  @Test
  void the_best_comes_first_then_the_front_and_why_the_next_one_lost() {
    Outcome outcome = lockstep("plan", question);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("six layers, goal: time\n\nbest: six layers on cluster\n")
        .containsPattern("zb-h1 +3 +1 +1 +1 +1 +no +0 +4 +- +\\d+\\.\\d+")
        .contains("\nrunner-up: ")
        .contains("computing +0.0 ms")
        .contains("\nPareto front of time and memory, up to 3.00 times as slow\n")
        .containsPattern(
            "\n15 candidates: 6 refused, 0 too large, \\d ruled out by bounds, \\d run\n$");
  }

  @Test
  void a_plain_scenario_is_a_question_too() {
    assertThat(lockstep("plan", layers).out()).startsWith("six layers, goal: time\n\nbest: ");
  }

  @Test
  void the_best_can_be_run_and_takes_the_time_that_the_plan_says() throws IOException {
    Path best = folder.resolve("best.json");

    JsonNode plan =
        new ObjectMapper()
            .readTree(lockstep("plan", question, "--format", "json", "--write-best", best).out());
    JsonNode run = new ObjectMapper().readTree(lockstep("run", best, "--format", "json").out());

    assertThat(run.get("iterationTimeMs")).isEqualTo(plan.at("/best/iterationTimeMs"));
    assertThat(run.get("strategy")).isEqualTo(plan.at("/best/strategy"));
    assertThat(plan.at("/counts/candidates").asInt()).isEqualTo(15);
    assertThat(plan.at("/best").has("costUsdPerIteration")).as("no price, no cost").isFalse();
  }

  @Test
  void a_plan_of_a_network_can_be_run_too() throws IOException {
    Path file = Shell.write(folder.resolve("network.yaml"), TRANSFORMER);
    Path best = folder.resolve("best.json");

    JsonNode plan =
        new ObjectMapper()
            .readTree(lockstep("plan", file, "--format", "json", "--write-best", best).out());
    JsonNode run = new ObjectMapper().readTree(lockstep("run", best, "--format", "json").out());

    assertThat(run.get("iterationTimeMs")).isEqualTo(plan.at("/best/iterationTimeMs"));
    assertThat(run.at("/parallelism/data")).isEqualTo(plan.at("/best/data"));
  }

  @Test
  void csv_has_a_row_for_each_plan_that_is_shown() {
    assertThat(lockstep("plan", question, "--format", "csv").out().lines())
        .hasSizeGreaterThan(3)
        .first()
        .asString()
        .startsWith("variant,isBest,onFront,strategy,pipeline,tensor,data");
  }

  @Test
  void the_cut_is_written_down_with_the_plan() throws IOException {
    Path best = folder.resolve("best.json");
    String text =
        QUESTION
            .replace("[1, 2, 3]", "[4]")
            .replace("front: 3", "front: 3\nlimits: {devices: 4, memoryBytes: 100000}")
            .replace("zb-h1]", "zb-h1], partition: [even]");

    JsonNode plan =
        new ObjectMapper()
            .readTree(
                lockstep(
                        "plan",
                        Shell.write(folder.resolve("cut.yaml"), text),
                        "--format",
                        "json",
                        "--write-best",
                        best)
                    .out());
    JsonNode run = new ObjectMapper().readTree(lockstep("run", best, "--format", "json").out());

    assertThat(plan.at("/best/layersPerStage")).hasToString("[1,2,2,1]");
    assertThat(run.get("iterationTimeMs")).isEqualTo(plan.at("/best/iterationTimeMs"));
  }

  /** Those that take long are read alone; {@code docs/planning.md} has their answers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt3-175b-512-a100.yaml",
        "gpt3-6.7b-energy-and-money.yaml",
        "gpt-largest-on-8-a100.yaml",
        "gpt3-6.7b-cheapest-cluster.yaml"
      })
  void shipped_questions_can_be_read(String name) throws IOException {
    Question question = PlanFile.read(Path.of("plans", name));

    assertThat(question.variants()).isNotEmpty();
    try (var all = Files.list(Path.of("plans"))) {
      assertThat(all.map(each -> each.getFileName().toString())).contains(name).hasSize(4);
    }
  }

  @Test
  void sensitivity_says_what_other_hardware_would_change() {
    assertThat(lockstep("plan", question, "--sensitivity").out())
        .contains("if the hardware were another")
        .containsPattern("memory x 0.5 .*")
        .containsPattern("memory x 2.0 .* the same")
        .doesNotContain("device speed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          goal: time                                   | holds neither base nor scenario
          {base: no.yaml}                              | no.yaml: the file does not exist
          {base: layers.yaml, goal: fame}              | /goal
          {base: layers.yaml, serch: {}}               | did you mean
          {base: layers.yaml, goal: cost}              | /goal: asks for cost, which has no basis
          {base: chance.yaml}                          | leaves times to chance
          {base: layers.yaml, goal: model, grow: {layers: 2}} | /grow: grow is for transformers
          {base: layers.yaml, goal: energy}            | /goal: asks for energy, which has no basis
          {base: layers.yaml, objectives: [time, cost]} | /objectives: asks for cost
          {base: layers.yaml, objectives: [speed]}     | /objectives/0
          {base: layers.yaml, limits: {costUsd: 5}}    | /limits/costUsd: asks for cost
          {base: layers.yaml, limits: {timeToTrainDays: 5}} | Give job.tokens, job.samples or job.iterations
          {base: layers.yaml, job: {price: {list: no.csv, item: x}}} | no.csv
          {base: layers.yaml, search: {strategies: [2f2b]}} | 2f2b
          {base: layers.yaml, search: {pipeline: [0]}} | /search/pipeline/0
          """)
  void a_bad_question_gets_one_line(String text, String says) {
    Shell.write(
        folder.resolve("chance.yaml"),
        LAYERS + "simulation: {jitter: {compute: {coefficientOfVariation: 0.03}}}\n");

    Outcome outcome = lockstep("plan", Shell.write(folder.resolve("bad.yaml"), text));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("lockstep: ").contains(says).hasLineCount(1);
  }

  @Test
  void threads_are_at_least_one() {
    assertThat(lockstep("plan", question, "--threads", "0"))
        .isEqualTo(
            new Outcome(
                2, "", "lockstep: --threads 0: use 1 or more. Try: lockstep plan --help\n"));
  }

  @Test
  void no_plan_is_said_with_the_reason_and_a_status() {
    Path file =
        Shell.write(folder.resolve("small.yaml"), "base: layers.yaml\nlimits: {memoryBytes: 10}\n");

    Outcome outcome = lockstep("plan", file);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).contains("no plan keeps to the limits");
  }

  static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(lockstep("plan", file, "--format", "json").out());
  }

  @Test
  void results_go_to_a_file() throws IOException {
    Path out = folder.resolve("plan.csv");

    assertThat(lockstep("plan", question, "--format", "csv", "--out", out))
        .isEqualTo(new Outcome(0, "", ""));
    assertThat(Files.readString(out)).startsWith("variant,");
  }
}
