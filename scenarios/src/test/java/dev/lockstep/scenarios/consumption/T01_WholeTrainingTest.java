package dev.lockstep.scenarios.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.consumption.Consumption.Whole;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, energy, money and carbon of an iteration of 36 s on two devices, by hand. */
class T01_WholeTrainingTest {

  private static final double JOULES_PER_KWH = 3.6e6;

  @TempDir private Path folder;

  @Test
  void without_a_job_nothing_is_known() {
    RunResult result = run("");

    assertThat(result.iterationTimeMs()).isEqualTo(36_000);
    assertThat(result.timeToTrainDays()).isEmpty();
    assertThat(result.energyJoules()).isEmpty();
    assertThat(result.costUsd()).isEmpty();
    assertThat(result.carbonKg()).isEmpty();
    assertThat(result.job()).isEmpty();
  }

  /** 2400 iterations of 36 s are a day; of 8 micro-batches of 2 samples, 38,400 samples. */
  @ParameterizedTest
  @CsvSource({"iterations: 2400, 2400", "samples: 38400, 2400", "samples: 38401, 2401"})
  void how_much_is_trained(String job, double iterations) {
    RunResult result = run("job: { %s }".formatted(job));

    assertThat(result.timeToTrainDays().orElseThrow()).isCloseTo(iterations / 2400, within(1e-9));
    assertThat(result.job().map(Whole::iterations)).hasValue(iterations);
    assertThat(result.energyJoules()).isEmpty();
  }

  /** Each device is busy for 32 s and idle for 4. */
  @Test
  void energy_counts_what_devices_do_and_nodes_and_the_building() {
    RunResult result =
        run(
            "job: { iterations: 100, carbonGramsPerKwh: 500, power: { deviceBusyWatts: 400,"
                + " deviceIdleWatts: 100, nodeWatts: 50, pue: 1.5 } }");

    double joules = 1.5 * (2 * (32 * 400 + 4 * 100) + 2 * 50 * 36);
    assertThat(result.energyJoules().orElseThrow()).isCloseTo(joules, within(1e-6));
    assertThat(result.carbonKg().orElseThrow())
        .isCloseTo(joules / JOULES_PER_KWH * 0.5, within(1e-9));
    assertThat(result.job().orElseThrow().energyKwh().orElseThrow())
        .isCloseTo(100 * joules / JOULES_PER_KWH, within(1e-9));
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void devices_whose_idle_power_nobody_says_draw_what_busy_ones_do() {
    RunResult result = run("job: { power: { deviceBusyWatts: 400 } }");

    assertThat(result.energyJoules().orElseThrow()).isCloseTo(2 * 36 * 400, within(1e-6));
    assertThat(result.notes()).singleElement().asString().contains("an upper bound");
    assertThat(result.job()).isEmpty();
  }

  /** An A100 of 400 W, as the catalogue has it. */
  @Test
  void known_devices_draw_their_design_power_if_nothing_is_said() {
    RunResult result =
        run("job: { iterations: 1 }", "{ device: a100-sxm-80gb, devicesPerNode: 2, nodes: 1 }");

    assertThat(result.energyJoules().orElseThrow())
        .isCloseTo(2 * result.iterationTimeMs() / 1e3 * 400, within(1e-6));
    assertThat(result.notes())
        .contains(
            "energy: busy devices draw their design power, 400 W, an upper bound; so do those that"
                + " wait");
  }

  @Test
  void a_price_of_an_hour_of_a_device() {
    RunResult result = run("job: { iterations: 50, price: { usdPerDeviceHour: 3 } }");

    assertThat(result.costUsd().orElseThrow()).isCloseTo(0.06, within(1e-12));
    assertThat(result.job().orElseThrow().costUsd().orElseThrow()).isCloseTo(3, within(1e-12));
  }

  /** 36 s of two devices, or of the two nodes that ideal devices are. */
  @ParameterizedTest
  @CsvSource({
    "card, 2026-01-31, 0.04",
    "card, 2026-02-01, 0.02",
    "card, 2027-01-01, 0.02",
    "box, 2026-03-01, 0.4"
  })
  void a_price_list_has_days(String item, String date, double costUsd) throws IOException {
    writePrices();

    RunResult result = run(listed(item, date));

    assertThat(result.costUsd().orElseThrow()).isCloseTo(costUsd, within(1e-12));
    assertThat(result.notes())
        .singleElement()
        .asString()
        .startsWith("price: %s, of 2026".formatted(item));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cart | 2026-03-01 | has no item "cart". Its items: box, card, kart.
          card | 2025-12-31 | has no price of "card" up to 2025-12-31. Its first is of 2026-01-01.
          """)
  void what_a_list_lacks_is_refused(String item, String date, String message) throws IOException {
    writePrices();

    assertThatThrownBy(() -> run(listed(item, date)))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(folder.resolve("prices.csv") + ": " + message);
  }

  /** Two seeds that reached 0.8 after 20 and 30 mini-batches. */
  @Test
  void an_accuracy_is_reached_when_training_saw_it() throws IOException {
    writeTrained();

    RunResult result = run("job: { target: { results: trained.json, accuracy: 0.8 } }");

    assertThat(result.job().map(Whole::iterations)).hasValue(25.0);
    assertThat(result.notes())
        .containsExactly(
            "time to train: as many mini-batches as gpipe on glyphs needed for an accuracy of 0.8");
  }

  @Test
  void an_accuracy_that_some_runs_never_saw_is_refused() throws IOException {
    writeTrained();

    assertThatThrownBy(() -> run("job: { target: { results: trained.json, accuracy: 0.9 } }"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("1 of 2 runs reached an accuracy of 0.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokens: 5                             | /job/tokens: cannot be counted
          carbonGramsPerKwh: 5                  | /job/carbonGramsPerKwh: is given, but nobody knows
          power: { nodeWatts: 5 }               | /job/power: does not say what a device draws
          """)
  void what_there_is_no_basis_for_is_refused(String job, String message) {
    assertThatThrownBy(() -> run("job: { %s }".formatted(job)))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokens: 5, samples: 5                  | says in 2 ways how much is trained
          price: { item: card }                  | gives no price
          price: { usdPerDeviceHour: 1, item: x} | gives no price
          price: { list: p, item: x, date: May } | is no day
          """)
  void what_makes_no_sense_is_refused(String job, String message) {
    assertThatThrownBy(() -> run("job: { %s }".formatted(job)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(message);
  }

  private static String listed(String item, String date) {
    return "job: { price: { list: prices.csv, item: %s, date: %s } }".formatted(item, date);
  }

  private void writePrices() throws IOException {
    Files.writeString(
        folder.resolve("prices.csv"),
        """
        # prices
        item,pricePerHour,per,currency,date,source
        card,2,device,USD,2026-01-01,a page
        card,1,device,USD,2026-02-01,a page
        kart,9,device,USD,2026-02-01,a page
        box,20,node,USD,2026-02-01,a page
        """);
  }

  private void writeTrained() throws IOException {
    Files.writeString(
        folder.resolve("trained.json"),
        """
        [ { "strategy": "1f1b", "seeds": [] },
          { "strategy": "gpipe", "data": "glyphs", "seeds": [
            { "looks": [ { "iterations": 10, "accuracy": 0.5 },
                         { "iterations": 20, "accuracy": 0.85 } ] },
            { "looks": [ { "iterations": 10, "accuracy": 0.6 },
                         { "iterations": 30, "accuracy": 0.95 } ] } ] } ]
        """);
  }

  private RunResult run(String further) {
    return run(further, "{ ideal: { transferLatencyMs: 0 } }");
  }

  /** GPipe, two stages of 1 s and 3 s, eight micro-batches: (8 + 1) x 4 s. */
  private RunResult run(String further, String cluster) {
    String text =
        """
        model: { profile: { stages: 2, forwardMs: 1000, backwardMs: 3000, boundaryBytes: 1000 } }
        cluster: %s
        training: { microBatches: 8, microBatch: 2 }
        strategy: { name: gpipe }
        %s
        """
            .formatted(cluster, further);
    try {
      Path file = Files.writeString(folder.resolve("job.yaml"), text);
      return Run.of(ScenarioReader.read(file)).result();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
