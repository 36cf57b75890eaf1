package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.format.ResultTable;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run}: a table for people, JSON and CSV for programs. */
class T01_RunTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void a_scenario_gives_a_table_and_a_drawing() {
    Path file = Shell.write(folder.resolve("a.json"), Shell.units("1f1b", 2, 4));

    Outcome outcome = lockstep("run", file);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith(
            """
            1f1b, 2 stages, 4 micro-batches
            1f1b on 2 devices, replay engine, 3 iterations measured

              iteration time       15.000 ms, samples/s unknown without training.microBatch
              one iteration alone  makespan 15.000 ms, longest device span 15.000 ms
              its critical path    33.33 % forward, 66.67 % backward
              bubble               20.00 % of the makespan, 20.00 % of the longest span
              utilisation          80.00 % busy, 80.00 % useful
              communication        none
              memory               unknown without activationBytes in the scenario
              staleness            0 on every stage
              weight versions      1 on every stage

              device   stages       busy      idle  busy share  in flight
              device0       0  12.000 ms  3.000 ms     80.00 %          2
              device1       1  12.000 ms  3.000 ms     80.00 %          1

            """)
        .contains("device1 |")
        .endsWith("micro-batch)\n");
  }

  @Test
  void the_heading_names_the_options_that_are_not_at_their_default() {
    String unusual =
        Shell.units("1f1b", 2, 4).replace("\"1f1b\" }", "\"1f1b\", \"warmUp\": \"long\" }");
    Path file = Shell.write(folder.resolve("a.json"), unusual);

    assertThat(lockstep("run", file).out()).contains("\n1f1b (warmUp long) on 2 devices,");
  }

  @Test
  void where_sizes_are_known_the_table_says_how_much_memory_and_whether_it_fits() {
    Path fits = Shell.write(folder.resolve("a.json"), Shell.withMemory("1f1b", 2, 4));
    Path tooLarge = Shell.write(folder.resolve("b.json"), Shell.withMemory("gpipe", 2, 4));

    assertThat(lockstep("run", fits).out())
        .contains(
            """
              memory               peak 4.00 GB on device0, fits with 0 B to spare
            """,
            """
              device   stages       busy      idle  busy share  in flight  peak memory
              device0       0  12.000 ms  3.000 ms     80.00 %          2      4.00 GB
              device1       1  12.000 ms  3.000 ms     80.00 %          1      3.00 GB
            """);
    assertThat(lockstep("run", tooLarge).out())
        .contains("peak 6.00 GB on device0, does not fit: lacks 2.00 GB");
  }

  @Test
  void of_many_devices_the_table_shows_some() {
    Path file = Shell.write(folder.resolve("a.json"), Shell.units("pipedream", 64, 8));

    assertThat(lockstep("run", file).out())
        .contains("staleness            63 62 61 60 ... 3 2 1 0 by stage\n")
        .contains("  device0        0  ", "  device63      63  ")
        .contains("  16 of 64 devices shown; --format json has all\n");
  }

  @Test
  void words_are_broken_at_the_width_of_the_terminal_but_not_between_figure_and_unit() {
    Path file = Shell.write(folder.resolve("a.json"), Shell.units("zb-h1", 2, 4));
    RunResult result = Run.of(ScenarioReader.read(file)).result();

    assertThat(ResultTable.of(result, 60))
        .contains(
            """
              its critical path    30.77 % forward,
                                   38.46 % input-gradient,
                                   30.77 % weight-gradient
            """);
    assertThat(ResultTable.of(result, 80).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void json_of_one_file_is_an_object() throws IOException {
    Path file = Shell.write(folder.resolve("a.json"), Shell.units("1f1b", 2, 4));

    JsonNode result = JSON.readTree(lockstep("run", file, "--format", "json").out());

    assertThat(result.isObject()).isTrue();
    assertThat(result.get("iterationTimeMs").asDouble()).isEqualTo(15);
    assertThat(result.get("perDevice")).hasSize(2);
    assertThat(result.has("samplesPerSecond")).as("a figure without a basis is absent").isFalse();
  }

  @Test
  void csv_is_a_header_and_a_row_a_file_with_absent_figures_empty() {
    Path first = Shell.write(folder.resolve("a.json"), Shell.units("1f1b", 2, 4));
    Path second = Shell.write(folder.resolve("b.json"), Shell.units("gpipe", 2, 4));

    List<String> lines = lockstep("run", first, second, "--format", "csv").out().lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("scenario,strategy,strategyOptions,engine,devices,iterations,");
    assertThat(lines.get(1))
        .startsWith("\"1f1b, 2 stages, 4 micro-batches\",1f1b,warmUp=short,replay,2,3,15.0,");
    assertThat(lines.get(2)).contains(",gpipe,", ",,");
  }

  @Test
  void several_files_are_one_array_even_if_one_is_refused() throws IOException {
    Path good = Shell.write(folder.resolve("good.json"), Shell.units("1f1b", 2, 4));
    Path bad =
        Shell.write(
            folder.resolve("bad.json"), Shell.units("1f1b", 2, 4).replace("stages\":", "stage\":"));

    Outcome outcome = lockstep("run", bad, good, folder.resolve("none.json"), "--format", "json");

    assertThat(outcome.status()).isEqualTo(2);
    JsonNode results = JSON.readTree(outcome.out());
    assertThat(results.isArray()).isTrue();
    assertThat(results).hasSize(1);
    assertThat(outcome.err().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("lockstep: " + folder))
        .anySatisfy(line -> assertThat(line).contains("bad.json: /model/profile", "\"stages\""))
        .anySatisfy(line -> assertThat(line).contains("none.json", "does not exist"));
  }

  @Test
  void the_same_file_twice_is_run_twice_and_names_may_hold_spaces() throws IOException {
    Path file = Shell.write(folder.resolve("my scenario.json"), Shell.units("1f1b", 2, 4));

    Outcome outcome = lockstep("run", file, file, "--format", "JSON");

    assertThat(outcome.status()).isZero();
    assertThat(JSON.readTree(outcome.out())).hasSize(2);
  }

  @Test
  void the_same_run_gives_the_same_bytes() {
    Path file = Shell.write(folder.resolve("a.json"), Shell.units("zb-h1", 3, 7));

    assertThat(lockstep("run", file)).isEqualTo(lockstep("run", file));
  }

  @Test
  void what_does_not_fit_together_is_refused_with_file_place_and_remedy() {
    Path file = Shell.write(folder.resolve("a.json"), Shell.units("interleaved-1f1b", 2, 5));

    Outcome outcome = lockstep("run", file);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            "lockstep: "
                + file
                + ": /strategy: interleaved-1f1b with 5 micro-batches on 2 devices;"
                + " the micro-batches must be a multiple of the devices."
                + " Maybe use 4 or 6 micro-batches.\n");
  }

  @Test
  void times_beyond_what_can_be_counted_are_refused() {
    String absurd = Shell.units("1f1b", 2, 20000).replace("forwardMs\": 1", "forwardMs\": 1e9");

    Outcome outcome = lockstep("run", Shell.write(folder.resolve("a.json"), absurd));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("a.json: /model: ", "Use shorter times");
  }

  @Test
  void a_folder_is_no_scenario() {
    Outcome outcome = lockstep("run", folder);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("lockstep: %s: is a directory. Name a file in it.\n".formatted(folder));
  }
}
