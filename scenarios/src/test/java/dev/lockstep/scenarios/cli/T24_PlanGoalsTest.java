package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static dev.lockstep.scenarios.cli.T23_PlanTest.LAYERS;
import static dev.lockstep.scenarios.cli.T23_PlanTest.QUESTION;
import static dev.lockstep.scenarios.cli.T23_PlanTest.TRANSFORMER;
import static dev.lockstep.scenarios.cli.T23_PlanTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan}: other goals than time, and what energy and money do. */
class T24_PlanGoalsTest {

  private static final String JOB =
      """
      job:
        iterations: 1000
        power: {deviceBusyWatts: 400, deviceCommunicatingWatts: 200, deviceIdleWatts: 50}
        price: {usdPerDeviceHour: 2}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeLayers() {
    Shell.write(folder.resolve("layers.yaml"), LAYERS);
  }

  @Test
  void the_fewest_devices_that_meet_a_deadline() throws IOException {
    String asked = TRANSFORMER.replace("nodes: 2", "nodes: 8") + "goal: devices\n";
    Path file = Shell.write(folder.resolve("devices.yaml"), asked);
    JsonNode all =
        json(
            Shell.write(folder.resolve("time.yaml"), asked.replace("goal: devices", "goal: time")));
    double fastest = all.at("/best/iterationTimeMs").asDouble();

    JsonNode any = json(file);
    JsonNode hurried =
        json(
            Shell.write(
                folder.resolve("hurried.yaml"),
                asked + "limits: {iterationTimeMs: %s}\n".formatted(fastest)));

    assertThat(any.at("/best/devices").asInt()).isEqualTo(8);
    assertThat(hurried.at("/best/devices").asInt()).isBetween(9, 64);
    assertThat(hurried.at("/best/iterationTimeMs").asDouble()).isLessThanOrEqualTo(fastest);
  }

  @Test
  void the_largest_model_that_fits() throws IOException {
    String asked =
        """
        scenario:
          model: {preset: gpt3-1.3b}
          cluster: {preset: dgx-a100-80gb, nodes: 1}
          training: {globalBatch: 8, microBatch: 1}
        goal: model
        models:
          - {name: small, model: {preset: gpt3-1.3b}}
          - {name: large, model: {preset: gpt3-175b}}
          - {name: middle, model: {preset: gpt3-6.7b}}
        search: {strategies: [1f1b], context: [1], microBatch: [1]}
        """;

    JsonNode answer = json(Shell.write(folder.resolve("models.yaml"), asked));

    assertThat(answer.at("/best/variant").asText()).startsWith("middle on 8 devices");
    assertThat(answer.at("/searched/0/variant").asText()).startsWith("large");
    assertThat(answer.at("/searched/0").has("best")).isFalse();
  }

  /** Sixteen bytes of states a parameter: eight devices of 80 GB hold less than 40 billion. */
  @Test
  void the_largest_model_that_grows_from_a_base() throws IOException {
    String asked =
        """
        scenario:
          model: {preset: gpt3-6.7b}
          cluster: {preset: dgx-a100-80gb, nodes: 1}
          training: {globalBatch: 8, microBatch: 1}
        goal: model
        grow: {layers: %d}
        search: {strategies: [1f1b], context: [1], microBatch: [1], pipeline: [8], recompute: [full]}
        """;

    JsonNode coarse = json(Shell.write(folder.resolve("coarse.yaml"), asked.formatted(32)));
    JsonNode fine = json(Shell.write(folder.resolve("fine.yaml"), asked.formatted(16)));

    double billions = fine.at("/best/parameters").asDouble() / 1e9;
    assertThat(billions).isBetween(20.0, 40.0);
    assertThat(coarse.at("/best/parameters").asDouble() / 1e9).isBetween(20.0, billions);
    fine.get("searched")
        .forEach(
            one ->
                assertThat(one.has("best"))
                    .isEqualTo(one.get("variant").equals(fine.at("/best/variant"))));
  }

  @Test
  void a_model_may_grow_in_width_with_its_heads() throws IOException {
    String asked =
        TRANSFORMER
            + """
            goal: model
            grow: {hidden: 2048, layers: 4}
            limits: {memoryBytes: 20000000000}
            """;
    Path best = folder.resolve("best.json");
    Path file = Shell.write(folder.resolve("wide.yaml"), asked);

    assertThat(lockstep("plan", file, "--write-best", best).out())
        .containsPattern("transformer, \\d+ layers of \\d+ on 16 devices")
        .containsPattern("\\d+\\.\\d\\d billion parameters");
    JsonNode shape = new ObjectMapper().readTree(best.toFile()).at("/model/transformer");
    int width = shape.get("hidden").asInt();
    assertThat(shape.get("heads").asInt() * 128).isEqualTo(width).isGreaterThan(1024);
    assertThat(shape.get("ffnHidden").asInt()).isEqualTo(4 * width);
    assertThat(shape.get("layers").asInt()).isEqualTo(4 + (width - 1024) / 2048 * 4);
  }

  @Test
  void the_cheapest_cluster_by_the_prices_of_the_file() throws IOException {
    String asked =
        TRANSFORMER
            + """
            goal: cost
            clusters:
              - {name: fast, cluster: {preset: dgx-h100, nodes: 1}, pricePerDeviceHourUsd: 100}
              - {name: slow, cluster: {preset: dgx-a100-80gb, nodes: 1}, pricePerDeviceHourUsd: 1}
            """;

    JsonNode answer = json(Shell.write(folder.resolve("cost.yaml"), asked));

    assertThat(answer.at("/best/variant").asText()).contains("slow");
    assertThat(answer.at("/best/costUsdPerIteration").asDouble())
        .isEqualTo(8 * answer.at("/best/iterationTimeMs").asDouble() / 3.6e6);
  }

  @Test
  void power_and_prices_make_energy_and_cost_objectives() throws IOException {
    Path best = folder.resolve("best.json");
    Path file = Shell.write(folder.resolve("job.yaml"), QUESTION + JOB + "goal: energy\n");

    assertThat(lockstep("plan", file, "--write-best", best).out())
        .startsWith("six layers, goal: energy\n")
        .containsPattern("recompute +ms +GB +MJ +USD\n")
        .contains("Pareto front of energy, time, memory and cost, up to 3.00 times the energy")
        .contains("\nthose that draw least\n");
    JsonNode plan = json(file);
    JsonNode run = new ObjectMapper().readTree(lockstep("run", best, "--format", "json").out());
    assertThat(run.get("energyJoules")).isEqualTo(plan.at("/best/energyJoulesPerIteration"));
    assertThat(run.get("costUsd")).isEqualTo(plan.at("/best/costUsdPerIteration"));
    plan.get("front")
        .forEach(
            other ->
                assertThat(other.get("energyJoulesPerIteration").asDouble())
                    .isGreaterThanOrEqualTo(plan.at("/best/energyJoulesPerIteration").asDouble()));
  }

  /** Layers of 18 ms and a device at 2 USD an hour: 4 micro-batches cost 4e-5 USD at least. */
  @Test
  void the_cheapest_plan_leaves_devices_out() throws IOException {
    JsonNode plan =
        json(Shell.write(folder.resolve("cheap.yaml"), QUESTION + JOB + "goal: cost\n"));

    assertThat(plan.at("/best/pipeline").asInt()).isEqualTo(1);
    assertThat(plan.at("/best/iterationTimeMs").asDouble()).isEqualTo(72);
    assertThat(plan.at("/best/costUsdPerIteration").asDouble()).isEqualTo(2 * 72 / 3.6e6);
  }

  /** A thousand iterations on three devices take 28 s and more, on one 72 s. */
  @Test
  void money_and_days_of_the_whole_training_are_limits() throws IOException {
    String asked = QUESTION + JOB;

    JsonNode poor =
        json(
            Shell.write(
                folder.resolve("poor.yaml"), asked + "limits: {trainingCostUsd: 0.0401}\n"));
    JsonNode hurried =
        json(
            Shell.write(
                folder.resolve("hurried.yaml"),
                asked + "limits: {timeToTrainDays: %s}\n".formatted(40 / 86_400.0)));

    assertThat(poor.at("/best/pipeline").asInt()).isEqualTo(1);
    assertThat(poor.get("front"))
        .allSatisfy(one -> assertThat(one.get("pipeline").asInt()).isOne());
    assertThat(hurried.at("/best/iterationTimeMs").asDouble()).isLessThanOrEqualTo(40);
    assertThat(hurried.get("front"))
        .allSatisfy(one -> assertThat(one.get("iterationTimeMs").asDouble()).isLessThan(40.001));
  }

  @Test
  void prices_of_clusters_may_come_from_a_list() throws IOException {
    Shell.write(
        folder.resolve("prices.csv"),
        "item,pricePerHour,per,currency,date\nold,16,node,USD,2026-01-01\nnew,4000,node,USD,2026-01-01\n");
    String asked =
        TRANSFORMER
            + """
            goal: cost
            clusters:
              - {name: fast, cluster: {preset: dgx-h100, nodes: 1}, price: {list: prices.csv, item: new}}
              - {name: slow, cluster: {preset: dgx-a100-80gb, nodes: 1}, price: {list: prices.csv, item: old}}
            """;

    JsonNode answer = json(Shell.write(folder.resolve("list.yaml"), asked));

    assertThat(answer.at("/best/variant").asText()).contains("slow");
    assertThat(answer.at("/best/costUsdPerIteration").asDouble())
        .isEqualTo(16 * answer.at("/best/iterationTimeMs").asDouble() / 3.6e6);
  }
}
